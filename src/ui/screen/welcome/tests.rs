//! The pages, walked through by keys; what they do is played in the tests of the whole window.

use iced::Size;

use super::*;
use crate::ui::widget::testing::walk::walk;

#[test]
fn tab_leads_through_every_page() {
    for can_go_back in [false, true] {
        let mut screen = Welcome::new(PathBuf::from("/home/anna"), can_go_back);
        for page in [Page::Choices, Page::Connect, Page::Create] {
            screen.page = page;
            walk(&format!("{page:?}"), Size::new(640.0, 480.0), || screen.view());
        }
        screen.failure = Some(("It did not work.".into(), "Try again.".into()));
        walk("a failure", Size::new(640.0, 480.0), || screen.view());
    }
}
