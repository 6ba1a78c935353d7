//! A picture of a model as a page of its own, which can be zoomed. It loads nothing.

use super::scene::Scene;
use super::svg::draw;
use crate::svg::escape;

const STYLE: &str = "\
body{margin:0;background:#fafbfc;font-family:system-ui,sans-serif;color:#222}\
header{position:fixed;top:0;left:0;right:0;padding:8px 16px;background:#fffffff0;\
border-bottom:1px solid #dde1e6;display:flex;gap:12px;align-items:center}\
header b{flex:1;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}\
button{font:inherit;padding:2px 10px}main{padding:48px 0 0;text-align:center}";

/// Zooms the picture; the page scrolls by itself.
const SCRIPT: &str = "\
const svg=document.querySelector('svg'),w=+svg.getAttribute('width'),h=+svg.getAttribute('height');\
let zoom=1;function set(z){zoom=Math.min(8,Math.max(.05,z));svg.setAttribute('width',w*zoom);\
svg.setAttribute('height',h*zoom)}\
document.getElementById('in').onclick=()=>set(zoom*1.25);\
document.getElementById('out').onclick=()=>set(zoom/1.25);\
document.getElementById('fit').onclick=()=>set(Math.min(1.5,(innerWidth-24)/w));\
addEventListener('keydown',e=>{if(e.key=='+')set(zoom*1.25);if(e.key=='-')set(zoom/1.25)});";

/// Draws all graphs on a page.
pub(super) fn page(name: &str, scenes: &[Scene]) -> String {
    let (svg, name) = (draw(name, scenes), escape(name));
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{name}</title>\n\
         <style>{STYLE}</style></head><body>\n<header><b>{name}</b><span>point at a box or an arrow \
         for details</span><button id=\"out\">−</button><button id=\"in\">+</button>\
         <button id=\"fit\">fit width</button></header>\n<main>{svg}</main>\n\
         <script>{SCRIPT}</script></body></html>\n"
    )
}
