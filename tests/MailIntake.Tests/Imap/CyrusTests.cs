namespace MailIntake.Tests.Imap;

public sealed class CyrusTests(CyrusFixture fixture) : ImapServerTests(fixture), IClassFixture<CyrusFixture>;
