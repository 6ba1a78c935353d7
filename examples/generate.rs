//! Has a language model answer, and prints the answer while it is written.
//!
//! ```sh
//! cargo run --release --example generate
//! cargo run --release --example generate -- gemma.litertlm "Why is the sky blue?"
//! ```

use std::io::Write as _;

use litert_lm::Engine;

fn main() -> anyhow::Result<()> {
    let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/models/lm/tiny_lm.litertlm");
    let mut args = std::env::args().skip(1);
    let model = args.next().unwrap_or_else(|| ours.to_owned());
    let prompt = args.next().unwrap_or_else(|| "tell me a rhyme".to_owned());

    let engine = Engine::new(model)?;
    let mut conversation = engine.conversation()?;
    let mut stream = conversation.stream(prompt)?;
    for chunk in &mut stream {
        print!("{}", chunk?.text().unwrap_or_default());
        std::io::stdout().flush()?;
    }
    if let Some((stop, counts)) = stream.end() {
        println!(
            "\n[{stop:?}: {} tokens, {:.0} a second]",
            counts.answer_tokens, counts.answer_per_second
        );
    }
    Ok(())
}
