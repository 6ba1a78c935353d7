//! The application's end of the conversation with a worker.

use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use super::message::{HELLO, Reply};
use super::{ENV_WORKER, is_worker};
use crate::error::{Error, Result, WorkerError, WorkerProblem};

/// What is kept of what a worker prints.
const MOST_SAID: usize = 4096;
/// What a program may print before it is a worker.
const MOST_BEFORE_HELLO: usize = 1 << 16;
/// What an answer may have besides the values of tensors, and for each of these.
const MOST_BESIDES: u64 = 1 << 16;
/// No tensor is larger than what the runtimes count in 32 bits.
const MOST_PER_TENSOR: u64 = 1 << 31;

/// A worker, from its start to its end.
pub(super) struct Channel {
    child: Child,
    /// What goes to it; a thread writes, so that one who does not read cannot hold us up.
    to: Option<Sender<Vec<u8>>>,
    from: Receiver<Option<Vec<u8>>>,
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
        if let Some(stdout) = stdout {
            thread::spawn(move || listen(stdout, |heard| sender.send(heard).is_ok()));
        }
        let (sender, said) = channel();
        if let Some(stderr) = stderr {
            thread::spawn(move || sender.send(tail(stderr)));
        }
        let mut channel = Self {
            child,
            to,
            from,
            said,
            patience,
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
        self.child.id()
    }

    pub(super) fn is_open(&self) -> bool {
        self.to.is_some()
    }

    /// Says something and waits for the answer, in which there are as many tensors, if any.
    pub(super) fn ask(
        &mut self,
        during: &'static str,
        message: Vec<u8>,
        tensors: usize,
    ) -> Result<Reply> {
        let Some(to) = &self.to else {
            return Err(self.error(WorkerProblem::Gone));
        };
        // If nobody takes it, no answer comes.
        let _ = to.send(message);
        let most = MOST_BESIDES + tensors as u64 * (MOST_BESIDES + MOST_PER_TENSOR);
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
        if answer.len() as u64 > most {
            return Err(self.broken());
        }
        match Reply::decode(&answer) {
            Some(Reply::Outputs(outputs)) if outputs.len() != tensors => Err(self.broken()),
            Some(reply) => Ok(reply),
            None => Err(self.broken()),
        }
    }

    /// The next thing that is heard: `Err(None)` if there will be nothing more.
    fn wait(&mut self) -> Result<Vec<u8>, Option<WorkerProblem>> {
        match self.from.recv_timeout(self.patience) {
            Ok(Some(heard)) => Ok(heard),
            Ok(None) | Err(RecvTimeoutError::Disconnected) => Err(None),
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
            Reply::Ready | Reply::Outputs(_) => self.broken(),
        }
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
        let said = self.said.recv_timeout(Duration::from_secs(1));
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
            match self.child.try_wait() {
                Ok(Some(status)) => break status.to_string(),
                Ok(None) if begun.elapsed() < Duration::from_secs(5) => {
                    thread::sleep(Duration::from_millis(2));
                }
                _ => break "it closed its output".to_owned(),
            }
        };
        self.end();
        // Another process may have the same stream open, and live on.
        let said = self.said.recv_timeout(Duration::from_secs(1));
        WorkerProblem::Died {
            during,
            status,
            said: said.unwrap_or_default(),
        }
    }

    fn end(&mut self) {
        self.to = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
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

/// Hands on each message that comes, and `None` at the end. The first one is the greeting, without
/// anything in it.
fn listen(mut from: impl Read, mut hand_on: impl FnMut(Option<Vec<u8>>) -> bool) {
    if hear_hello(&mut from).is_some() && hand_on(Some(Vec::new())) {
        while let Some(message) = hear(&mut from) {
            if !hand_on(Some(message)) {
                return;
            }
        }
    }
    hand_on(None);
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
    let mut len = [0; 8];
    from.read_exact(&mut len).ok()?;
    let len = u64::from_le_bytes(len);
    // A length is easily claimed: memory is taken as bytes come, and lack of it is an error.
    let mut message = Vec::new();
    from.take(len).read_to_end(&mut message).ok()?;
    (message.len() as u64 == len).then_some(message)
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
