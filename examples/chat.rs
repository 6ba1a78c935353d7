//! A conversation: each line of standard input is a message.
//!
//! ```sh
//! cargo run --release --example chat -- gemma.litertlm
//! ```

use std::io::BufRead as _;

use litert_lm::{Engine, Error};

fn main() -> anyhow::Result<()> {
    let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/models/lm/tiny_lm.litertlm");
    let model = std::env::args().nth(1);
    let engine = Engine::new(model.as_deref().unwrap_or(ours))?;
    let mut conversation = engine.conversation()?;
    for line in std::io::stdin().lock().lines() {
        match conversation.send(line?) {
            Ok(reply) => println!("{}", reply.text()),
            // The new conversation has no history. The engine stays loaded.
            Err(Error::ContextFull { .. }) => {
                println!("(a new conversation: the old one is full)");
                conversation = engine.conversation()?;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
