//! What a user does with mail: `send`, `fetch`, `list`, `show`, `import-message-file`.

#![expect(
    clippy::disallowed_methods,
    reason = "texts and attachments are named on the command line"
)]

use std::io::{self, Read};
use std::path::Path;

use restante::interchange::sha256;
use restante::mail::{
    Draft, FolderId, FolderKind, MessageId, NewAttachment, Order, Person, Summary,
};
use restante::session::{Mark, Opened, Session, split_recipients};
use restante::words;
use serde::Serialize;

use crate::arguments::{self, Options, Who, is_standard_input};
use crate::failure::Failure;
use crate::output::{Answer, plain};
use crate::passwords;
use crate::sign_in::{enter, password, waiting};

/// From this length on, a line of a list may have lost recipients at its end.
const SHOWN: usize = 990;

#[derive(Serialize)]
struct Refused {
    recipient: String,
    reason: String,
}

#[derive(Serialize)]
struct Sent {
    message_id: String,
    accepted: Vec<String>,
    refused: Vec<Refused>,
}

/// Sends a message. Who cannot be reached is named in the answer and in a report in the Inbox.
pub(crate) fn send(options: &Options, what: &arguments::Send) -> Result<Answer, Failure> {
    let password = password(options, &what.who)?;
    let draft = draft(what)?;
    let mut session = enter(&what.who, password)?;
    // What waited goes first; then the new message is not tried twice.
    let _ = session.spool()?;
    let sent = session.send(&draft)?;
    let left = waiting_in_outbox(&session)?;
    session.sign_out()?;
    let mut text = words::count(
        "console-sent",
        sent.accepted.len() as u64,
        &[("recipients", &sent.accepted.join("; "))],
    );
    for refused in &sent.refused {
        let (recipient, reason) = (plain(&refused.recipient), plain(&refused.reason));
        text.push('\n');
        text.push_str(&words::with(
            "console-sent-refused",
            &[("recipient", &recipient), ("reason", &reason)],
        ));
    }
    let refused = sent.refused.into_iter();
    let refused = refused.map(|r| Refused { recipient: r.recipient, reason: r.reason }).collect();
    let json = Sent { message_id: sent.message_id, accepted: sent.accepted, refused };
    let mut answer = Answer::new(&text, &json)?;
    if left > 0 {
        answer.warn(words::count("console-waiting", left, &[("reason", &"")]));
    }
    Ok(answer)
}

fn draft(what: &arguments::Send) -> Result<Draft, Failure> {
    let recipients = |given: &[String]| given.iter().flat_map(|r| split_recipients(r)).collect();
    let mut attachments = Vec::new();
    for file in &what.attach {
        let bytes = std::fs::read(file).map_err(|e| Failure::unreadable(file, &e))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        attachments.push(NewAttachment { name, bytes });
    }
    Ok(Draft {
        to: recipients(&what.to),
        cc: recipients(&what.cc),
        bcc: recipients(&what.bcc),
        subject: what.subject.clone(),
        body: what.body_file.as_deref().map(text_of).transpose()?.unwrap_or_default(),
        attachments,
        ..Draft::default()
    })
}

fn text_of(file: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    if is_standard_input(file) {
        let read = io::stdin().lock().read_to_end(&mut bytes);
        let _ = read.map_err(|e| Failure::unreadable(file, &e))?;
    } else {
        bytes = std::fs::read(file).map_err(|e| Failure::unreadable(file, &e))?;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.replace("\r\n", "\n")),
        Err(_) => Err(Failure::failed(
            words::with("console-not-text", &[("path", &file.display())]),
            words::text("console-not-text-hint"),
        )),
    }
}

fn waiting_in_outbox(session: &Session) -> Result<u64, Failure> {
    let folders = session.folders()?;
    Ok(folders.iter().filter(|f| f.kind == FolderKind::Outbox).map(|f| f.total).sum())
}

#[derive(Serialize)]
struct Fetched {
    fetched: u64,
    set_aside: u64,
}

/// Collects what waits.
pub(crate) fn fetch(options: &Options, who: &Who) -> Result<Answer, Failure> {
    let mut session = enter(who, password(options, who)?)?;
    let spooled = session.spool()?;
    let fetched = session.fetch()?;
    session.sign_out()?;
    let mut text = words::count("console-fetched", fetched.fetched, &[]);
    if fetched.set_aside > 0 {
        text.push('\n');
        text.push_str(&words::count("console-set-aside", fetched.set_aside, &[]));
    }
    let json = Fetched { fetched: fetched.fetched, set_aside: fetched.set_aside };
    let mut answer = Answer::new(&text, &json)?;
    waiting(&spooled).into_iter().for_each(|line| answer.warn(line));
    if fetched.left > 0 {
        answer.warn(words::count("console-left", fetched.left, &[]));
    }
    Ok(answer)
}

#[derive(Serialize)]
struct Row<A> {
    id: i64,
    message_id: String,
    from: String,
    to: Vec<String>,
    subject: String,
    date: String,
    size: u64,
    unread: bool,
    priority: &'static str,
    attachments: A,
}

/// Lists a folder.
pub(crate) fn list(options: &Options, who: &Who, folder: Option<&str>) -> Result<Answer, Failure> {
    let mut session = enter(who, password(options, who)?)?;
    let folder = find_folder(&mut session, folder)?;
    let rows = session.rows(folder, Order::newest_first(), 0, u32::MAX)?;
    let text = rows.iter().map(line).collect::<String>();
    let mut json = Vec::with_capacity(rows.len());
    for row in rows {
        let to = recipients(&session, &row)?;
        json.push(Row {
            id: row.id.0,
            message_id: row.message_id,
            from: row.from,
            to,
            subject: row.subject,
            date: row.date.rfc3339(),
            size: row.size,
            unread: row.unread,
            priority: row.priority.word(),
            attachments: row.attachments,
        });
    }
    session.sign_out()?;
    let text = if json.is_empty() { words::text("console-no-messages") } else { text };
    Answer::new(&text, &json)
}

/// Finds a folder by its path; the Inbox when none is named.
pub(crate) fn find_folder(session: &mut Session, name: Option<&str>) -> Result<FolderId, Failure> {
    let Some(name) = name else { return Ok(session.standard(FolderKind::Inbox)?) };
    match session.folder_named(name)? {
        Some(folder) => Ok(folder.id),
        None => {
            let folders = session.folders()?;
            let top = folders.iter().filter(|f| f.parent.is_none());
            let names = top.map(|f| plain(&f.name)).collect::<Vec<_>>().join(", ");
            Err(Failure::failed(
                words::with("console-no-such-folder", &[("folder", &name)]),
                words::with("console-no-such-folder-hint", &[("folders", &names)]),
            ))
        }
    }
}

/// Returns the recipients of a line one by one.
fn recipients(session: &Session, row: &Summary) -> Result<Vec<String>, Failure> {
    match apart(&row.to) {
        Some(people) => Ok(people),
        None => Ok(displayed(&session.open_message(row.id)?.message.to)),
    }
}

/// Takes the recipients of a line apart; `None` where only the message itself can tell.
fn apart(to: &str) -> Option<Vec<String>> {
    if to.is_empty() {
        return Some(Vec::new());
    }
    // An address ends each of them; a name may hold the mark that stands between two.
    let people: Vec<String> = to.split("; ").map(ToOwned::to_owned).collect();
    let whole =
        to.len() < SHOWN && people.iter().all(|p| p.ends_with('>') && p.matches('<').count() == 1);
    whole.then_some(people)
}

fn displayed(people: &[Person]) -> Vec<String> {
    people.iter().map(ToString::to_string).collect()
}

fn line(row: &Summary) -> String {
    let unread = if row.unread { '*' } else { ' ' };
    let priority = match row.priority.word() {
        "high" => '!',
        "low" => '-',
        _ => ' ',
    };
    let attached = if row.attachments > 0 { '@' } else { ' ' };
    let from: String = plain(&row.from).chars().take(32).collect();
    let date = row.date.local("%Y-%m-%d %H:%M");
    let subject = plain(&row.subject);
    format!("{:>6} {unread}{priority}{attached} {date}  {from:<32}  {subject}\n", row.id.0)
}

#[derive(Serialize)]
struct Attached {
    name: String,
    size: u64,
    sha256: String,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    row: Row<Vec<Attached>>,
    cc: Vec<String>,
    body: String,
}

/// Shows a message, or gives its bytes.
pub(crate) fn show(options: &Options, who: &Who, id: i64, raw: bool) -> Result<Answer, Failure> {
    let mut session = enter(who, password(options, who)?)?;
    let id = MessageId(id);
    let answer = if raw {
        let bytes = session.source(id)?;
        session.mark(&[id], Mark::Read)?;
        Answer::raw(bytes)
    } else {
        // Marked first: what is shown is what `list` shows from now on.
        let _ = session.summary(id)?;
        session.mark(&[id], Mark::Read)?;
        shown(session.open_message(id)?)?
    };
    session.sign_out()?;
    Ok(answer)
}

fn shown(opened: Opened) -> Result<Answer, Failure> {
    let Opened { summary, message, .. } = opened;
    let attachments: Vec<Attached> = message
        .attachments
        .iter()
        .map(|a| Attached {
            name: a.name.clone(),
            size: a.bytes.len() as u64,
            sha256: sha256(&a.bytes),
        })
        .collect();
    let text = text_of_message(&summary, &message, &attachments);
    let row = Row {
        id: summary.id.0,
        message_id: message.message_id,
        from: message.from.to_string(),
        to: displayed(&message.to),
        subject: message.subject,
        date: summary.date.rfc3339(),
        size: summary.size,
        unread: summary.unread,
        priority: summary.priority.word(),
        attachments,
    };
    Answer::new(&text, &Shown { row, cc: displayed(&message.cc), body: message.body })
}

fn text_of_message(
    summary: &Summary,
    message: &restante::mail::Message,
    attachments: &[Attached],
) -> String {
    let date = summary.date.local("%Y-%m-%d %H:%M");
    let mut text = words::with(
        "console-shown",
        &[
            ("from", &plain(&message.from.to_string())),
            ("to", &plain(&displayed(&message.to).join("; "))),
            ("subject", &plain(&message.subject)),
            ("date", &date),
        ],
    );
    if !message.cc.is_empty() {
        text.push('\n');
        let cc = plain(&displayed(&message.cc).join("; "));
        text.push_str(&words::with("console-shown-cc", &[("cc", &cc)]));
    }
    for attached in attachments {
        text.push('\n');
        text.push_str(&words::with(
            "console-shown-attachment",
            &[("name", &plain(&attached.name)), ("size", &attached.size)],
        ));
    }
    text.push_str("\n\n");
    text.push_str(&plain(&message.body));
    text
}

#[derive(Serialize)]
struct Imported {
    imported: u64,
    skipped: u64,
}

/// Brings the mail of another message file in.
pub(crate) fn import(
    options: &Options,
    who: &Who,
    file: &Path,
    file_password: Option<&Path>,
) -> Result<Answer, Failure> {
    let password = password(options, who)?;
    let file_password = passwords::of_file(file_password, file)?;
    let mut session = enter(who, password)?;
    let imported = session.import_message_file(file, &file_password, &mut |_| true)?;
    session.sign_out()?;
    let text =
        words::count("console-imported", imported.imported, &[("skipped", &imported.skipped)]);
    let json = Imported { imported: imported.imported, skipped: imported.skipped };
    let mut answer = Answer::new(&text, &json)?;
    if imported.damaged > 0 {
        answer.warn(words::count("console-import-damaged", imported.damaged, &[]));
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_are_taken_apart_only_where_that_is_sure() {
        let two = "Anna Berg <N/P/ANNA>; Bruno <N/P/BRUNO>";
        assert_eq!(apart(two).unwrap(), ["Anna Berg <N/P/ANNA>", "Bruno <N/P/BRUNO>"]);
        assert_eq!(apart("").unwrap(), [""; 0]);
        assert_eq!(apart("Berg; Anna <N/P/ANNA>"), None);
        assert_eq!(apart("A <b>; c <N/P/ANNA>; x"), None);
        assert_eq!(apart(&"A <N/P/A>; ".repeat(100)), None);
    }
}
