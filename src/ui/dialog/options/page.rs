//! What a page of the options is, and the list of all pages.

use iced::{Element, Task};

use super::kept::Kept;
use super::{appearance, general, reading, receiving, sending, signature, spelling, writing};

/// A page of the options.
pub(super) trait Page: Sized {
    /// What happens on it.
    type Message: std::fmt::Debug + Clone + Send + 'static;

    /// The settings of the person that it shows, by their keys in the message file.
    const KEYS: &'static [&'static str] = &[];

    /// Returns the word on its tab.
    fn title() -> String;

    /// Makes the page with the settings as they are.
    fn open(kept: &Kept) -> Self;

    /// Finds out what the page shows besides; asked for once, when it was opened.
    fn start(&self) -> Task<Self::Message> {
        Task::none()
    }

    /// Handles what happened.
    fn update(&mut self, message: Self::Message) -> Task<Self::Message>;

    /// Draws the page.
    fn view(&self) -> Element<'_, Self::Message>;

    /// Writes what was chosen into the settings; the id of the field to mend when that is wrong.
    fn keep(&mut self, kept: &mut Kept) -> Result<(), &'static str>;
}

/// Writes the enums over all pages, and what hands on to each.
macro_rules! pages {
    ($($name:ident $room:ident),+ $(,)?) => {
        /// The tabs, from left to right.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Tab { $($name),+ }

        /// What happens on the pages.
        #[derive(Debug, Clone)]
        pub enum Said {
            $(
                #[doc = "On the page of this name."]
                $name($room::Message),
            )+
        }

        /// The pages; one is missing as long as its settings were not read.
        #[derive(Debug, Default)]
        pub(super) struct Pages { $($room: Option<$room::$name>),+ }

        impl Tab {
            const ALL: &[Self] = &[$(Self::$name),+];

            /// Returns the words on the tabs.
            pub(super) fn titles() -> Vec<String> {
                vec![$($room::$name::title()),+]
            }
        }

        /// Returns the keys of all settings of the person.
        pub(super) fn keys() -> Vec<&'static str> {
            let all: [&[&'static str]; Tab::ALL.len()] = [$(<$room::$name as Page>::KEYS),+];
            all.concat()
        }

        impl Pages {
            /// Opens the pages that need no settings of the person.
            pub(super) fn of_this_computer(kept: &Kept) -> Self {
                Self { $($room: <$room::$name as Page>::KEYS.is_empty().then(|| Page::open(kept))),+ }
            }

            /// Opens the other pages.
            pub(super) fn open_rest(&mut self, kept: &Kept) {
                $(let _ = self.$room.get_or_insert_with(|| Page::open(kept));)+
            }

            /// Returns what the pages find out besides.
            pub(super) fn start(&self) -> Task<Said> {
                let mut tasks = Vec::new();
                $(if let Some(page) = &self.$room {
                    tasks.push(page.start().map(Said::$name));
                })+
                Task::batch(tasks)
            }

            /// Hands on what happened.
            pub(super) fn update(&mut self, said: Said) -> Task<Said> {
                match said {
                    $(Said::$name(message) => match &mut self.$room {
                        Some(page) => page.update(message).map(Said::$name),
                        None => Task::none(),
                    },)+
                }
            }

            /// Draws a page, when it is open.
            pub(super) fn view(&self, tab: Tab) -> Option<Element<'_, Said>> {
                match tab {
                    $(Tab::$name => self.$room.as_ref().map(|page| page.view().map(Said::$name)),)+
                }
            }

            /// Writes what was chosen on all pages into the settings; the first field to mend.
            pub(super) fn keep(&mut self, kept: &mut Kept) -> Result<(), (Tab, &'static str)> {
                $(if let Some(page) = &mut self.$room {
                    page.keep(kept).map_err(|id| (Tab::$name, id))?;
                })+
                Ok(())
            }
        }
    };
}

pages! {
    General general,
    Appearance appearance,
    Reading reading,
    Writing writing,
    Signature signature,
    Spelling spelling,
    Sending sending,
    Receiving receiving,
}

impl Tab {
    /// The page that is shown first.
    pub(super) const FIRST: Self = Self::General;

    /// Returns the tab with this number.
    pub(super) fn at(number: usize) -> Option<Self> {
        Self::ALL.get(number).copied()
    }
}
