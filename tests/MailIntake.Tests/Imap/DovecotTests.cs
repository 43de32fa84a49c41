namespace MailIntake.Tests.Imap;

public sealed class DovecotTests(DovecotFixture fixture) : ImapServerTests(fixture), IClassFixture<DovecotFixture>;
