//! Functions that a language model may call. The tiny model of this repository calls none: take one that can.
//!
//! ```sh
//! cargo run --release --example tools -- gemma.litertlm "How warm is it in Paris?"
//! ```

use litert_lm::{Engine, ToolSpec, Tools};
use serde_json::json;

fn main() -> anyhow::Result<()> {
    let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/models/lm/tiny_lm.litertlm");
    let mut args = std::env::args().skip(1);
    let model = args.next().unwrap_or_else(|| ours.to_owned());
    let prompt = args.next().unwrap_or_else(|| "say hello".to_owned());

    let schema = json!({
        "type": "object",
        "properties": { "city": { "type": "string", "description": "the name of a city" } },
        "required": ["city"],
    });
    let mut tools = Tools::new();
    let spec = ToolSpec::new(
        "temperature",
        "the temperature in a city, in degrees",
        schema,
    )?;
    tools.add(spec, |arguments| {
        let city = arguments["city"].as_str().ok_or("no city was named")?;
        println!("(the model asks for {city})");
        Ok(json!({ "city": city, "degrees": 21 }))
    })?;

    let engine = Engine::new(model)?;
    let mut conversation = engine.conversation_builder().tools(tools.specs()).build()?;
    // At most 4 times the model may look at what the functions gave, and ask again.
    let reply = conversation.send_with_tools(prompt, &mut tools, 4)?;
    println!("{}", reply.text());
    Ok(())
}
