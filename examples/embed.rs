//! How alike texts are, by the vectors of an embedding model.
//!
//! ```sh
//! cargo run --release --example embed
//! ```

use litert_lm::{EmbedOptions, EmbeddingEngine};

fn main() -> anyhow::Result<()> {
    let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/models/lm/tiny_embed.litertlm");
    let model = std::env::args().nth(1);
    let engine = EmbeddingEngine::new(model.as_deref().unwrap_or(ours))?;
    let texts = [
        "count from two to five",
        "count from three to nine",
        "tell me a rhyme",
    ];
    let vectors = engine.embed_all(&texts, &EmbedOptions::new())?;
    for (text, vector) in texts.iter().zip(&vectors) {
        // The vectors have the length 1, so their product is the cosine of the angle between them.
        let alike: f32 = vectors[0].iter().zip(vector).map(|(a, b)| a * b).sum();
        println!("{alike:.3}  {text}");
    }
    Ok(())
}
