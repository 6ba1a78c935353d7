//! The application's end of the conversation with a worker.

use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::message::{HELLO, Reply};
use super::{ENV_WORKER, is_worker};
use crate::error::{Error, Result, WorkerError, WorkerProblem};

/// What is kept of what a worker prints.
const MOST_SAID: usize = 4096;
/// The limit for output of a program before it is a worker.
const MOST_BEFORE_HELLO: usize = 1 << 16;
/// What an answer may have besides the values of tensors, and for each of these.
const MOST_BESIDES: u64 = 1 << 16;
/// No tensor is larger than what the runtimes count in 32 bits.
const MOST_PER_TENSOR: u64 = 1 << 31;
/// What may be said of a model: names, shapes and scales of its inputs and outputs.
const MOST_DESCRIPTION: u64 = 1 << 24;

/// What is asked for, which decides how long the answer may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Expected {
    /// That the model is loaded, and what it is like.
    Description,
    /// So many tensors.
    Tensors(usize),
}

/// What is heard of a worker.
enum Heard {
    Message(Vec<u8>),
    /// A message that nobody asked for, or that claims to be longer than an answer can be. None of it
    /// was read, and nothing more will be.
    Excess,
    End,
}

/// How many bytes the next message may have: 0 while nothing is asked.
type Allowed = Arc<AtomicU64>;

/// A worker, from its start to its end.
pub(super) struct Channel {
    /// Shared with the thread that listens, which ends a worker that says too much.
    child: Arc<Mutex<Child>>,
    id: u32,
    /// True if nothing more will be heard.
    over: Arc<AtomicBool>,
    /// What goes to it; a thread writes, so that one who does not read cannot hold us up.
    to: Option<Sender<Vec<u8>>>,
    from: Receiver<Heard>,
    allowed: Allowed,
    /// The limit for the values of all tensors together.
    most: u64,
    said: Receiver<String>,
    /// How long an answer may take.
    patience: Duration,
    model: String,
}

impl Channel {
    /// Starts a worker.
    pub(super) fn open(
        command: Option<Command>,
        patience: Duration,
        memory: Option<u64>,
        model: String,
    ) -> Result<Self> {
        let failed = |problem| {
            Error::Worker(Box::new(WorkerError {
                model: model.clone(),
                problem,
            }))
        };
        if is_worker() {
            let why =
                "this process is a worker itself: call litert::isolated::serve() first in main";
            return Err(failed(WorkerProblem::NotStarted(why.to_owned())));
        }
        let mut command = match command {
            Some(command) => command,
            None => match std::env::current_exe() {
                Ok(program) => Command::new(program),
                Err(error) => {
                    let why = format!("the path of this program is unknown: {error}");
                    return Err(failed(WorkerProblem::NotStarted(why)));
                }
            },
        };
        command
            .env(ENV_WORKER, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| {
            let program = command.get_program().to_string_lossy();
            failed(WorkerProblem::NotStarted(format!("{program}: {error}")))
        })?;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let to = stdin.map(|mut stdin| {
            let (sender, messages) = channel::<Vec<u8>>();
            thread::spawn(move || {
                for message in messages {
                    let len = (message.len() as u64).to_le_bytes();
                    let sent = stdin
                        .write_all(&len)
                        .and_then(|()| stdin.write_all(&message));
                    // Whoever waits for the answer learns that the worker is gone.
                    if sent.and_then(|()| stdin.flush()).is_err() {
                        break;
                    }
                }
            });
            sender
        });
        // An answer and the end: nobody waits for more at a time.
        let (sender, from) = sync_channel(1);
        let id = child.id();
        let child = Arc::new(Mutex::new(child));
        let over = Arc::new(AtomicBool::new(false));
        let allowed = Allowed::default();
        if let Some(stdout) = stdout {
            let (allowed, over) = (Arc::clone(&allowed), Arc::clone(&over));
            let child = Arc::clone(&child);
            thread::spawn(move || {
                listen(stdout, &allowed, |heard| {
                    over.store(!matches!(heard, Heard::Message(_)), Ordering::SeqCst);
                    if matches!(heard, Heard::Excess) {
                        let _ = lock(&child).kill();
                    }
                    sender.send(heard).is_ok()
                });
            });
        }
        let (sender, said) = channel();
        if let Some(stderr) = stderr {
            thread::spawn(move || sender.send(tail(stderr)));
        }
        let mut channel = Self {
            child,
            id,
            over,
            to,
            from,
            said,
            patience,
            allowed,
            most: memory.unwrap_or(u64::MAX),
            model,
        };
        match channel.wait() {
            Ok(_) => Ok(channel),
            // Programs that go on as usual, and those that say something else.
            Err(None) => Err(channel.stranger()),
            Err(Some(problem)) => match problem {
                WorkerProblem::TookTooLong { .. } => Err(channel.stranger()),
                problem => Err(channel.error(problem)),
            },
        }
    }

    pub(super) fn id(&self) -> u32 {
        self.id
    }

    pub(super) fn is_open(&self) -> bool {
        self.to.is_some() && !self.over.load(Ordering::SeqCst)
    }

    /// Says something and waits for the answer.
    pub(super) fn ask(
        &mut self,
        during: &'static str,
        message: Vec<u8>,
        expected: Expected,
    ) -> Result<Reply> {
        let Some(to) = &self.to else {
            return Err(self.error(WorkerProblem::Gone));
        };
        let tensors = match expected {
            Expected::Description => 0,
            Expected::Tensors(count) => count,
        };
        // A worker has no more memory for its answer than it may take at all.
        let values = (tensors as u64)
            .saturating_mul(MOST_PER_TENSOR)
            .min(self.most);
        let besides = match expected {
            Expected::Description => MOST_DESCRIPTION,
            Expected::Tensors(count) => MOST_BESIDES.saturating_mul(1 + count as u64),
        };
        self.allowed
            .store(values.saturating_add(besides), Ordering::SeqCst);
        // If nobody takes it, no answer comes.
        let _ = to.send(message);
        let answer = match self.wait() {
            Ok(answer) => answer,
            Err(None) => {
                let problem = self.died(during);
                return Err(self.error(problem));
            }
            Err(Some(WorkerProblem::TookTooLong { .. })) => {
                let problem = WorkerProblem::TookTooLong {
                    during,
                    limit: self.patience,
                };
                self.end();
                return Err(self.error(problem));
            }
            Err(Some(problem)) => return Err(self.error(problem)),
        };
        match Reply::decode(&answer) {
            Some(Reply::Outputs(outputs)) if outputs.len() != tensors => Err(self.broken()),
            Some(reply) => Ok(reply),
            None => Err(self.broken()),
        }
    }

    /// The next thing that is heard: `Err(None)` if there will be nothing more.
    fn wait(&mut self) -> Result<Vec<u8>, Option<WorkerProblem>> {
        match self.from.recv_timeout(self.patience) {
            Ok(Heard::Message(heard)) => Ok(heard),
            Ok(Heard::Excess) => {
                self.end();
                Err(Some(WorkerProblem::Nonsense))
            }
            Ok(Heard::End) | Err(RecvTimeoutError::Disconnected) => Err(None),
            Err(RecvTimeoutError::Timeout) => Err(Some(WorkerProblem::TookTooLong {
                during: "it started",
                limit: self.patience,
            })),
        }
    }

    /// The error for an answer that is none to what was asked.
    pub(super) fn unexpected(&mut self, reply: Reply) -> Error {
        match reply {
            Reply::Failed(why) => self.error(WorkerProblem::Refused(why)),
            Reply::Ready { .. } | Reply::Outputs(_) => self.broken(),
        }
    }

    /// The error for a model whose inputs alone take more memory than the worker may have.
    pub(super) fn too_large(&mut self) -> Error {
        self.end();
        let why = format!(
            "{}: its inputs take more than the worker process may have, {} bytes; raise memory_limit \
             if that is right",
            self.model, self.most
        );
        self.error(WorkerProblem::Refused(why))
    }

    /// A worker that talks nonsense is not a worker any more.
    pub(super) fn broken(&mut self) -> Error {
        self.end();
        self.error(WorkerProblem::Nonsense)
    }

    /// A program that is no worker.
    fn stranger(&mut self) -> Error {
        self.end();
        let mut why =
            "the program that was started did not call litert::isolated::serve() before it \
                       did anything else"
                .to_owned();
        let said = self.said.recv_timeout(Duration::from_secs(5));
        if let Ok(said) = said.as_deref().map(str::trim) {
            if !said.is_empty() {
                why += &format!(". The last it printed: {said}");
            }
        }
        self.error(WorkerProblem::NotStarted(why))
    }

    fn died(&mut self, during: &'static str) -> WorkerProblem {
        self.to = None;
        // It has closed its output, and is about to end if it has not.
        let begun = Instant::now();
        let status = loop {
            match lock(&self.child).try_wait() {
                Ok(Some(status)) => break status.to_string(),
                Ok(None) if begun.elapsed() < Duration::from_secs(5) => {
                    thread::sleep(Duration::from_millis(2));
                }
                _ => break "it closed its output".to_owned(),
            }
        };
        self.end();
        // Another process may have the same stream open, and live on.
        let said = self.said.recv_timeout(Duration::from_secs(5));
        WorkerProblem::Died {
            during,
            status,
            said: said.unwrap_or_default(),
        }
    }

    fn end(&mut self) {
        self.to = None;
        let mut child = lock(&self.child);
        let _ = child.kill();
        let _ = child.wait();
    }

    fn error(&self, problem: WorkerProblem) -> Error {
        Error::Worker(Box::new(WorkerError {
            model: self.model.clone(),
            problem,
        }))
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.end();
    }
}

fn lock(child: &Mutex<Child>) -> MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hands on each message that comes, and what there is to say at the end. The first one is the
/// greeting, without anything in it.
fn listen(mut from: impl Read, allowed: &Allowed, mut hand_on: impl FnMut(Heard) -> bool) {
    let end = if hear_hello(&mut from).is_none() || !hand_on(Heard::Message(Vec::new())) {
        Heard::End
    } else {
        loop {
            // One answer to what was asked: from here on the next one is for another question.
            let most = || allowed.swap(0, Ordering::SeqCst);
            match hear_at_most(&mut from, most) {
                Ok(message) => {
                    if !hand_on(Heard::Message(message)) {
                        break Heard::End;
                    }
                }
                Err(problem) => break problem,
            }
        }
    };
    // Nobody reads on: the worker cannot write any more.
    drop(from);
    hand_on(end);
}

/// Skips what a program prints before it is a worker.
fn hear_hello(from: &mut impl Read) -> Option<()> {
    let mut heard = Vec::new();
    while !heard.ends_with(HELLO) {
        if heard.len() > MOST_BEFORE_HELLO {
            return None;
        }
        let mut byte = [0];
        from.read_exact(&mut byte).ok()?;
        heard.extend(byte);
    }
    Some(())
}

/// A message; `None` at the end, and where there is no memory for it.
pub(super) fn hear(from: &mut impl Read) -> Option<Vec<u8>> {
    hear_at_most(from, || u64::MAX).ok()
}

/// A message, unless it claims to be longer than `most` says when its length is known. Nothing of such
/// a message is read.
fn hear_at_most(from: &mut impl Read, most: impl FnOnce() -> u64) -> Result<Vec<u8>, Heard> {
    let mut len = [0; 8];
    from.read_exact(&mut len).map_err(|_| Heard::End)?;
    let len = u64::from_le_bytes(len);
    if len > most() {
        return Err(Heard::Excess);
    }
    // A length is easily claimed: memory is taken as bytes come, and lack of it is an error.
    let mut message = Vec::new();
    from.take(len)
        .read_to_end(&mut message)
        .map_err(|_| Heard::End)?;
    if message.len() as u64 == len {
        Ok(message)
    } else {
        Err(Heard::End)
    }
}

/// The last that is printed.
fn tail(mut from: impl Read) -> String {
    let mut said: Vec<u8> = Vec::new();
    let mut buffer = [0; 1024];
    loop {
        match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(len) => said.extend(&buffer[..len]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => break,
        }
        if said.len() > 2 * MOST_SAID {
            said.drain(..said.len() - MOST_SAID);
        }
    }
    let start = said.len().saturating_sub(MOST_SAID);
    String::from_utf8_lossy(&said[start..]).trim().to_owned()
}
