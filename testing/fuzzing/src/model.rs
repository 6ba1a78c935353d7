//! A file: the reader, the checks, the description and the archive behind it. Nothing panics.

use litert::model::{AttachedFile, ModelInfo, ModelView};

pub(crate) fn run(bytes: &[u8]) {
    // An archive is found from the end of a file, so it needs no model before it.
    for file in AttachedFile::list(bytes).unwrap_or_default() {
        let _ = file.read();
    }
    let Ok(view) = ModelView::new(bytes) else {
        return;
    };
    for graph in view.subgraphs() {
        for tensor in graph.tensors() {
            let _ = (tensor.shape(), tensor.quantization(), tensor.data());
        }
        for operator in graph.operators() {
            let _ = format!("{operator:?}");
        }
    }
    let _ = format!("{:?}", ModelInfo::from_view(&view));
    let _ = view.model_metadata();
    let _ = view.labels();
    let _ = view.check_for_compiled_model();
}
