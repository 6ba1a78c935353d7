//! Options of compiled models, with any values that a program can give: each value is refused, or
//! what the runtime gets is a text that gives back the same value. On the official library, none of
//! it does harm.

mod draw;
mod sets;

use std::collections::BTreeMap;

use arbitrary::{Result, Unstructured};
use litert::{CompiledModel, Model, Runtime};
use litert_fake_runtime::FakeRuntime;

use crate::{dialect, official};
use draw::{Draw, Want, Wanted};
use sets::Sets;

const MODEL: &[u8] = include_bytes!("../../../../models/tiny/add.tflite");

pub(crate) fn run(data: &[u8]) {
    let _ = input(&mut Unstructured::new(data));
}

fn input(u: &mut Unstructured<'_>) -> Result<()> {
    let mut draw = Draw::new(u);
    let sets = Sets::draw(&mut draw)?;
    let Draw {
        wanted,
        refused,
        trusted,
        ..
    } = draw;
    let model = Model::from_bytes(MODEL).expect("a good model");

    let fake = FakeRuntime::new();
    let runtime = fake.runtime().expect("a fake runtime");
    match sets.build(&model, &runtime) {
        Ok(_) => {
            assert!(
                !refused,
                "what must be refused was not: {:?}",
                fake.options()
            );
            arrived(&fake, &wanted);
        }
        Err(error) => assert!(refused, "good options were refused: {error}"),
    }
    drop(runtime);
    fake.assert_clean();
    drop(fake);

    // What a program vouches for is not to be made up.
    if !trusted {
        if let Some(runtime) = official() {
            official_library(&sets, &model, &runtime);
        }
    }
    Ok(())
}

/// Whatever the runtime was told is what was wanted, and nothing else.
fn arrived(fake: &FakeRuntime, wanted: &Wanted) {
    let told = fake.options();
    for (reader, wanted) in wanted {
        let mut texts = told
            .iter()
            .filter(|(name, _)| name.to_bytes() == reader.as_bytes());
        let (_, text) = texts.next().expect("the text of a set with options");
        assert!(texts.next().is_none(), "two texts for {reader}");
        let text = text.to_str().expect("UTF-8");
        let lines = dialect::lines(text);
        assert_eq!(
            lines.len(),
            text.lines().count(),
            "not all are options: {text}"
        );
        assert_eq!(lines.len(), wanted.len(), "{reader}: {text}");
        for (key, value) in lines {
            let want = wanted.get(key);
            let want = want.unwrap_or_else(|| panic!("nobody set {key:?}: {text}"));
            assert!(want.is(value), "{key} = {value} is not {want:?}");
        }
        real_toml(text, wanted);
    }
}

/// Where the runtime's dialect and TOML agree, any reader of TOML sees the same.
fn real_toml(text: &str, wanted: &BTreeMap<String, Want>) {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if text.contains('\\') || !wanted.keys().all(|key| key.chars().all(plain)) {
        return;
    }
    let table: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(table.len(), wanted.len());
    for (key, want) in wanted {
        let value = &table[key];
        let same = match want {
            Want::Flag(flag) => value.as_bool() == Some(*flag),
            Want::Number(number) => value.as_integer() == Some(*number),
            Want::SomeNumber => value.is_integer(),
            Want::Text(text) => value.as_str() == Some(text),
            Want::List(texts) => value.as_array().is_some_and(|all| {
                let all = all.iter().filter_map(toml::Value::as_str);
                all.eq(texts)
            }),
        };
        assert!(same, "{key} = {value:?} is not {want:?}");
    }
}

/// It may refuse them, too. If not, the model still adds.
fn official_library(sets: &Sets, model: &Model, runtime: &Runtime) {
    let Ok(mut compiled) = sets.build(model, runtime) else {
        return;
    };
    add(&mut compiled).expect("a sum");
}

fn add(compiled: &mut CompiledModel) -> litert::Result<()> {
    compiled.input_mut("x")?.copy_from_slice(&[1.0_f32; 6])?;
    compiled.input_mut("y")?.copy_from_slice(&[2.0_f32; 6])?;
    compiled.run()?;
    assert_eq!(compiled.output(0)?.as_slice::<f32>()?, [3.0; 6]);
    Ok(())
}
