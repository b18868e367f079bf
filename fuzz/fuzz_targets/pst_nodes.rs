//! A block of a personal folder file, as a heap of properties or of a table.

#![no_main]

use libfuzzer_sys::fuzz_target;
use restante::format::code_page::CodePage;
use restante::format::pst::{self, Heap};

fuzz_target!(|bytes: &[u8]| {
    let Some((cut, rest)) = bytes.split_first() else { return };
    let (first, second) = rest.split_at(rest.len() * usize::from(*cut) / 256);
    let Some(heap) = Heap::read(vec![first.to_vec(), second.to_vec()]) else { return };
    let mut most = rest.len() + 16;
    if let Some(list) = pst::properties(&heap) {
        assert!(list.len() <= rest.len());
        for raw in list {
            let _ = pst::object_node(raw, &heap);
            let _ = pst::value(raw, &heap, CodePage::default(), |_| Some(second.to_vec()));
        }
    }
    if let Some(rows) = pst::rows(&heap, |_| Some(vec![second.to_vec()])) {
        most -= rows.len().min(most);
        assert!(most > 0, "more rows than bytes");
    }
});
