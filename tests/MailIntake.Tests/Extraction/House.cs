using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Reading;

namespace MailIntake.Tests.Extraction;

/// <summary>An invented house with two partners, and short ways to put a text or a mail before the
/// extraction.</summary>
internal static class House
{
    public static PartnerDirectory Directory { get; } = new(
        new Us
        {
            Name = "Tidewell",
            Domains = ["tidewell.example"],
            TrackAddress = "track@tidewell.example",
            Products = ["Tidewell Ledger", "RouteWise", "Tidewell Close"],
            Reps = [new Rep { Name = "Nora Lind", Email = "nora.lind@tidewell.example" },
            new Rep { Name = "Paul Adeyemi", Email = "paul@tidewell.example" }],
        },
        [
            new Partner
            {
                Company = "Birch & Oak LLP",
                Domains = ["birchoak.example"],
                Contacts = [new Contact { Name = "Greta Vance", Email = "greta@birchoak.example" }],
            },
            new Partner
            {
                Company = "Kobayashi Works",
                Domains = ["kobaworks.example"],
                Contacts = [new Contact { Name = "Ken Doi", Email = "doi@kobaworks.example" }],
            },
        ]);

    public static Stretch Text(string text, StretchKind kind = StretchKind.Body) =>
        new(new Passage { Author = null, IsOuter = true }, new VisibleText("1", text, []), kind);

    public static Email Mail(string from, string to, string subject, string body, string more = "") =>
        Email.Parse(System.Text.Encoding.UTF8.GetBytes(
            $"From: {from}\r\nTo: {to}\r\n{more}Subject: {subject}\r\nDate: Tue, 3 Mar 2026 10:15:00 +0100\r\n"
            + "Message-ID: <m@x.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
            + body.ReplaceLineEndings("\r\n")));

    public static ReferralFindings Extract(Email email, EmailKind kind = EmailKind.Referral) =>
        ReferralExtractor.Extract(EmailReader.Read(email, Directory) with { Kind = kind }, Directory);

    public static Draft Draft(string from, string to, string subject, string body, string more = "") =>
        Extract(Mail(from, to, subject, body, more)).Drafts[0];
}
