//! The settings that the pages show: those of this computer, and those of the person, which lie in
//! the message file under a key each, as JSON.

use std::collections::BTreeMap;

use iced::Task;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::session::Error;
use crate::settings::Settings;
use crate::ui::task::Desk;

/// The settings of the person that were read, by their keys.
pub(super) type Person = BTreeMap<&'static str, String>;

/// The settings.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    /// The settings of this computer.
    pub(super) settings: Settings,
    person: Person,
    /// The person's settings as the message file has them.
    stored: Person,
}

/// What has to be written into the message file.
#[derive(Debug, PartialEq)]
pub(super) enum Changes {
    None,
    Some(Person),
}

impl Kept {
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings, person: Person::new(), stored: Person::new() }
    }

    /// Takes over what was read from the message file.
    pub(super) fn take_person(&mut self, person: Person) {
        self.stored.clone_from(&person);
        self.person = person;
    }

    /// Returns a setting of the person; the default when there is none or it cannot be read.
    pub(super) fn person<T: DeserializeOwned + Default>(&self, key: &'static str) -> T {
        let Some(text) = self.person.get(key) else { return T::default() };
        serde_json::from_str(text).unwrap_or_else(|error| {
            tracing::warn!(key, %error, "a setting of the person cannot be read and starts anew");
            T::default()
        })
    }

    /// Changes a setting of the person.
    pub(super) fn set_person<T: Serialize>(&mut self, key: &'static str, value: &T) {
        match serde_json::to_string(value) {
            Ok(text) => {
                let _ = self.person.insert(key, text);
            }
            Err(error) => tracing::error!(key, %error, "a setting of the person has no JSON"),
        }
    }

    /// Returns what differs from the message file.
    pub(super) fn changes(&self) -> Changes {
        let mut changed = self.person.clone();
        changed.retain(|key, text| self.stored.get(key) != Some(text));
        if changed.is_empty() { Changes::None } else { Changes::Some(changed) }
    }

    /// Notes that the message file has everything.
    pub(super) fn saved(&mut self) {
        self.stored.clone_from(&self.person);
    }
}

/// Reads settings of the person.
pub(super) fn read(desk: &Desk, keys: Vec<&'static str>) -> Task<Result<Person, Error>> {
    desk.ask(move |session| {
        let mut found = Person::new();
        for key in keys {
            if let Some(text) = session.setting(key)? {
                let _ = found.insert(key, text);
            }
        }
        Ok(found)
    })
}

/// Writes settings of the person.
pub(super) fn write(desk: &Desk, changes: Person) -> Task<Result<(), Error>> {
    desk.ask(move |session| {
        for (key, text) in &changes {
            session.set_setting(key, text)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use iced_test::futures::futures::StreamExt;
    use iced_test::futures::futures::executor::block_on;
    use iced_test::runtime::Action;

    use super::*;
    use crate::ui::screen::stage::World;

    fn answer<T: Send + 'static>(task: Task<Result<T, Error>>) -> T {
        let mut stream = iced_test::runtime::task::into_stream(task).unwrap();
        match block_on(stream.next()) {
            Some(Action::Output(answer)) => answer.unwrap(),
            _ => panic!("no answer"),
        }
    }

    #[test]
    fn settings_of_the_person_are_found_again_in_the_message_file() {
        let world = World::new();
        let desk = world.desk("ANNA");
        let mut kept = Kept::new(Settings::default());
        kept.take_person(answer(read(&desk, vec!["lines", "other"])));
        assert_eq!(kept.person::<Vec<String>>("lines"), Vec::<String>::new());
        kept.set_person("lines", &vec!["Anna", "Berg"]);
        let Changes::Some(changes) = kept.changes() else { panic!("nothing changed") };
        answer(write(&desk, changes));
        kept.saved();
        assert_eq!(kept.changes(), Changes::None);
        drop(desk);
        let desk = world.desk("ANNA");
        let mut kept = Kept::new(Settings::default());
        kept.take_person(answer(read(&desk, vec!["lines", "other"])));
        assert_eq!(kept.person::<Vec<String>>("lines"), ["Anna", "Berg"]);
        assert_eq!(kept.person::<u32>("lines"), 0, "another kind of thing starts anew");
        kept.set_person("lines", &vec!["Anna", "Berg"]);
        assert_eq!(kept.changes(), Changes::None);
    }
}
