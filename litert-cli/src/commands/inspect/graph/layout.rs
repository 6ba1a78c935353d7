//! Where the boxes of a graph go: in layers, from top to bottom (the method of Sugiyama).
//!
//! 1. Every node gets a layer below those that it depends on.
//! 2. An edge over several layers gets a waypoint in each of those in between.
//! 3. Nodes and waypoints are ordered within their layer so that few edges cross: each goes to the
//!    mean of its neighbours, over and over.
//! 4. They get places, as near to their neighbours as the boxes beside them allow.

/// A box that has its place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// The centre.
    pub(super) x: f64,
    /// The upper edge.
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A point that an edge goes through.
pub(super) type Point = (f64, f64);

/// A drawing.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) boxes: Vec<Place>,
    /// For each edge its points, from the lower edge of one box to the upper edge of another.
    pub(super) edges: Vec<Vec<Point>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

const LAYER_GAP: f64 = 34.0;
const BOX_GAP: f64 = 22.0;
const WAYPOINT_WIDTH: f64 = 8.0;
/// Waypoints beyond this many are left out: their edges go straight.
const MOST_WAYPOINTS: usize = 20_000;
const SWEEPS: usize = 8;
/// How much more a box wants its place than a waypoint does.
const BOX_WEIGHT: f64 = 40.0;

/// A box or a waypoint.
struct Cell {
    layer: usize,
    width: f64,
    weight: f64,
    x: f64,
    above: Vec<usize>,
    below: Vec<usize>,
}

/// Lays out boxes of these widths and heights. Edges name them by position, from the one that comes
/// first to the one that comes later; others are drawn and have no say.
pub(super) fn layered(sizes: &[(f64, f64)], edges: &[(usize, usize)]) -> Layout {
    let layers = assign_layers(sizes.len(), edges);
    let mut cells: Vec<Cell> = sizes
        .iter()
        .zip(&layers)
        .map(|(&(width, _), &layer)| Cell::new(layer, width, BOX_WEIGHT))
        .collect();
    let waypoints = add_waypoints(&mut cells, edges);
    let count = cells.iter().map(|cell| cell.layer + 1).max().unwrap_or(0);
    let mut order: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (at, cell) in cells.iter().enumerate() {
        order[cell.layer].push(at);
    }
    reduce_crossings(&cells, &mut order);
    place(&mut cells, &order);
    finish(sizes, edges, &cells, &order, &waypoints)
}

impl Cell {
    fn new(layer: usize, width: f64, weight: f64) -> Self {
        Self {
            layer,
            width,
            weight,
            x: 0.0,
            above: Vec::new(),
            below: Vec::new(),
        }
    }
}

fn assign_layers(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut incoming: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut outgoing: Vec<Vec<usize>> = vec![Vec::new(); count];
    for &(from, to) in edges.iter().filter(|(from, to)| from < to) {
        incoming[to].push(from);
        outgoing[from].push(to);
    }
    let mut layers: Vec<usize> = vec![0; count];
    for node in 0..count {
        layers[node] = incoming[node]
            .iter()
            .map(|&from| layers[from] + 1)
            .max()
            .unwrap_or(0);
    }
    // What depends on nothing goes right above what needs it.
    for node in (0..count).filter(|&node| incoming[node].is_empty()) {
        let first = outgoing[node].iter().map(|&to| layers[to]).min();
        layers[node] = first.map_or(0, |layer| layer.saturating_sub(1));
    }
    layers
}

/// Adds waypoints and neighbours; yields the waypoints of each edge.
fn add_waypoints(cells: &mut Vec<Cell>, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let boxes = cells.len();
    let mut all = Vec::new();
    for &(from, to) in edges {
        let mut waypoints = Vec::new();
        let (top, bottom) = (cells[from].layer, cells[to].layer);
        let between = bottom.saturating_sub(top + 1);
        if bottom > top && cells.len() - boxes + between <= MOST_WAYPOINTS {
            let mut last = from;
            for layer in top + 1..bottom {
                let next = cells.len();
                cells.push(Cell::new(layer, WAYPOINT_WIDTH, 1.0));
                connect(cells, last, next);
                waypoints.push(next);
                last = next;
            }
            connect(cells, last, to);
        }
        all.push(waypoints);
    }
    all
}

fn connect(cells: &mut [Cell], above: usize, below: usize) {
    cells[above].below.push(below);
    cells[below].above.push(above);
}

fn reduce_crossings(cells: &[Cell], order: &mut [Vec<usize>]) {
    let mut position = vec![0.0; cells.len()];
    let number = |layer: &[usize], position: &mut [f64]| {
        layer
            .iter()
            .enumerate()
            .for_each(|(place, &cell)| position[cell] = place as f64);
    };
    order.iter().for_each(|layer| number(layer, &mut position));
    for sweep in 0..SWEEPS {
        let down = sweep % 2 == 0;
        for at in 0..order.len() {
            let at = if down { at } else { order.len() - 1 - at };
            let mut keyed: Vec<(f64, usize)> = order[at]
                .iter()
                .map(|&cell| {
                    let near = if down {
                        &cells[cell].above
                    } else {
                        &cells[cell].below
                    };
                    let sum: f64 = near.iter().map(|&other| position[other]).sum();
                    // Without neighbours there is no reason to move.
                    let mean = if near.is_empty() {
                        position[cell]
                    } else {
                        sum / near.len() as f64
                    };
                    (mean, cell)
                })
                .collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            order[at] = keyed.into_iter().map(|(_, cell)| cell).collect();
            number(&order[at], &mut position);
        }
    }
}

fn place(cells: &mut [Cell], order: &[Vec<usize>]) {
    for layer in order {
        let wanted = vec![0.0; layer.len()];
        settle(cells, layer, &wanted);
    }
    for sweep in 0..2 * SWEEPS {
        let down = sweep % 2 == 0;
        for at in 0..order.len() {
            let at = if down { at } else { order.len() - 1 - at };
            let wanted: Vec<f64> = order[at]
                .iter()
                .map(|&cell| pull(cells, cell, down))
                .collect();
            settle(cells, &order[at], &wanted);
        }
    }
}

/// Where the neighbours on the side that was placed last pull a cell to.
fn pull(cells: &[Cell], cell: usize, from_above: bool) -> f64 {
    let (above, below) = (&cells[cell].above, &cells[cell].below);
    let mut near = if from_above { above } else { below };
    if near.is_empty() {
        near = if from_above { below } else { above };
    }
    let (mut sum, mut weights) = (0.0, 0.0);
    for &other in near {
        sum += cells[other].x * cells[other].weight;
        weights += cells[other].weight;
    }
    if weights == 0.0 {
        cells[cell].x
    } else {
        sum / weights
    }
}

/// Puts the cells of a layer as near to where they want to be as they can without overlapping: the
/// least squares under a given order, by pooling neighbours that meet.
fn settle(cells: &mut [Cell], layer: &[usize], wanted: &[f64]) {
    // A block of cells side by side: their number, weight, and the mean of where its start should be.
    let mut blocks: Vec<(usize, f64, f64)> = Vec::new();
    let offsets = offsets(cells, layer);
    for ((&cell, wanted), offset) in layer.iter().zip(wanted).zip(&offsets) {
        let mut block = (1, cells[cell].weight, wanted - offset);
        while let Some(&(count, weight, start)) = blocks.last() {
            if start <= block.2 {
                break;
            }
            blocks.pop();
            let both = weight + block.1;
            block = (
                count + block.0,
                both,
                (start * weight + block.2 * block.1) / both,
            );
        }
        blocks.push(block);
    }
    let starts = blocks
        .iter()
        .flat_map(|&(count, _, start)| std::iter::repeat_n(start, count));
    for ((&cell, offset), start) in layer.iter().zip(&offsets).zip(starts) {
        cells[cell].x = start + offset;
    }
}

/// Where each cell would be if all stood side by side.
fn offsets(cells: &[Cell], layer: &[usize]) -> Vec<f64> {
    let mut at = 0.0;
    let mut last: Option<f64> = None;
    let centre = |&cell: &usize| {
        let width = cells[cell].width;
        at += last.map_or(0.0, |last| (last + width) / 2.0 + BOX_GAP);
        last = Some(width);
        at
    };
    layer.iter().map(centre).collect()
}

fn finish(
    sizes: &[(f64, f64)],
    edges: &[(usize, usize)],
    cells: &[Cell],
    order: &[Vec<usize>],
    waypoints: &[Vec<usize>],
) -> Layout {
    let left = cells
        .iter()
        .map(|cell| cell.x - cell.width / 2.0)
        .fold(f64::INFINITY, f64::min);
    let left = if left.is_finite() { left } else { 0.0 };
    let mut tops = Vec::new();
    let mut y = 0.0;
    for layer in order {
        let heights = layer
            .iter()
            .filter_map(|&cell| sizes.get(cell))
            .map(|size| size.1);
        let height = heights.fold(0.0, f64::max);
        tops.push((y, height));
        y += height + LAYER_GAP;
    }
    let boxes: Vec<Place> = sizes
        .iter()
        .zip(cells)
        .map(|(&(width, height), cell)| {
            let (top, room) = tops[cell.layer];
            Place {
                x: cell.x - left,
                y: top + (room - height) / 2.0,
                width,
                height,
            }
        })
        .collect();
    let edges = edges.iter().zip(waypoints).map(|(&(from, to), waypoints)| {
        let (from, to) = (boxes[from], boxes[to]);
        let mut points = vec![(from.x, from.y + from.height)];
        for &waypoint in waypoints {
            let (top, height) = tops[cells[waypoint].layer];
            let x = cells[waypoint].x - left;
            points.extend([(x, top), (x, top + height)]);
        }
        points.push((to.x, to.y));
        points
    });
    let edges = edges.collect();
    let right = cells
        .iter()
        .map(|cell| cell.x - left + cell.width / 2.0)
        .fold(0.0, f64::max);
    Layout {
        boxes,
        edges,
        width: right,
        height: (y - LAYER_GAP).max(0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether no boxes overlap and edges go downwards.
    fn check(layout: &Layout, edges: &[(usize, usize)]) {
        for (at, a) in layout.boxes.iter().enumerate() {
            assert!(
                a.x - a.width / 2.0 >= -1e-6 && a.x + a.width / 2.0 <= layout.width + 1e-6,
                "{a:?}"
            );
            assert!(
                a.y >= 0.0 && a.y + a.height <= layout.height + 1e-6,
                "{a:?}"
            );
            for b in &layout.boxes[at + 1..] {
                let apart = (a.x - b.x).abs() >= (a.width + b.width) / 2.0
                    || a.y + a.height <= b.y
                    || b.y + b.height <= a.y;
                assert!(apart, "{a:?} {b:?}");
            }
        }
        assert_eq!(layout.edges.len(), edges.len());
        for points in &layout.edges {
            assert!(
                points.windows(2).all(|pair| pair[0].1 <= pair[1].1),
                "{points:?}"
            );
        }
    }

    #[test]
    fn a_chain_is_straight_and_goes_around_nothing() {
        let edges = [(0, 1), (1, 2), (2, 3)];
        let layout = layered(&[(60.0, 30.0); 4], &edges);
        check(&layout, &edges);
        assert!(
            layout
                .boxes
                .iter()
                .all(|it| (it.x - layout.boxes[0].x).abs() < 1e-6)
        );
    }

    #[test]
    fn an_edge_over_layers_goes_past_the_boxes() {
        let edges = [(0, 1), (1, 2), (2, 3), (0, 3)];
        let layout = layered(&[(80.0, 30.0); 4], &edges);
        check(&layout, &edges);
        for &(x, y) in &layout.edges[3][1..5] {
            for it in &layout.boxes[1..3] {
                let inside = (x - it.x).abs() < it.width / 2.0 && y > it.y && y < it.y + it.height;
                assert!(!inside, "({x}, {y}) in {it:?}");
            }
        }
    }

    #[test]
    fn order_follows_the_neighbours() {
        // Two pairs, crosswise: without sorting the edges would cross.
        let edges = [(0, 3), (1, 2)];
        let layout = layered(&[(50.0, 20.0); 4], &edges);
        check(&layout, &edges);
        let x = |at: usize| layout.boxes[at].x;
        assert_eq!(x(0) < x(1), x(3) < x(2));
    }

    #[test]
    fn odd_graphs_do_no_harm() {
        check(&layered(&[], &[]), &[]);
        check(&layered(&[(10.0, 10.0)], &[]), &[]);
        let mesh: Vec<(usize, usize)> = (0..60)
            .flat_map(|a| (a + 1..60).map(move |b| (a, b)))
            .collect();
        check(&layered(&vec![(20.0, 10.0); 60], &mesh), &mesh);
        // Backwards and to itself.
        assert_eq!(
            layered(&[(10.0, 10.0); 2], &[(1, 0), (1, 1)]).edges.len(),
            2
        );
    }
}
