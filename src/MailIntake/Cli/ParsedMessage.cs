using MailIntake.Assist;
using MailIntake.Mail.Mime;
using MailIntake.Referrals;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Extraction.Choosing;
using MailIntake.Referrals.Extraction.Proposals;
using MailIntake.Referrals.Reading;

namespace MailIntake.Cli;

/// <summary>A message as <c>parse</c> shows it. Where reading failed by an error of ours, there is still a message: of
/// kind other, with the warning <c>internal-error</c>.</summary>
internal sealed record ParsedMessage
{
    public required string Source { get; init; }

    /// <summary>Null only where reading failed.</summary>
    public Email? Email { get; init; }

    public EmailReading? Reading { get; init; }

    public IReadOnlyList<Draft> Drafts { get; init; } = [];

    /// <summary>What each choice weighed, where it was asked for.</summary>
    public Explanation? Explanation { get; init; }

    public IReadOnlyList<MimeWarning> Warnings { get; init; } = [];

    public Exception? Failure { get; init; }

    public EmailKind Kind => Reading?.Kind ?? EmailKind.Other;

    /// <summary>The turn of one message: whatever it does to us, the next is read.</summary>
    public static ParsedMessage Read(string source, ReadOnlyMemory<byte> raw, PartnerDirectory directory,
        Explanation? explanation = null)
    {
        Email? email = null;
        try
        {
            email = Email.Parse(raw);
            var reading = EmailReader.Read(email, directory);
            var findings = ReferralExtractor.Extract(reading, directory, explanation);
            return new ParsedMessage
            {
                Source = source,
                Email = email,
                Reading = reading,
                Drafts = findings.Drafts,
                Explanation = explanation,
                Warnings = [.. email.Warnings.Concat(reading.Warnings).Concat(findings.Warnings).Distinct()],
            };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var warning = new MimeWarning("internal-error", $"{failure.GetType().Name}: {failure.Message}");
            return new ParsedMessage { Source = source, Email = email, Warnings = [warning], Failure = failure };
        }
    }

    /// <summary>The same with what a model adds to it.</summary>
    public async Task<ParsedMessage> WithModelAsync(ModelReader model, PartnerDirectory directory, CancellationToken token)
    {
        if (Kind != EmailKind.Referral || Reading is null)
        {
            return this;
        }

        var mail = ShownMail.Of(Reading, directory);
        var rules = new ReferralFindings(Drafts, Warnings);
        var both = mail.HasOrders
            ? ModelReading.Without(rules, ModelReading.OrdersReason)
            : (await model.ReadAsync(mail, token)).AddTo(rules, mail, directory);
        return this with { Drafts = both.Drafts, Warnings = both.Warnings };
    }

    /// <summary>Required fields that were not found; only a referral lacks anything.</summary>
    public IReadOnlyList<FieldName> Missing(Draft draft) =>
        Kind == EmailKind.Referral ? draft.Missing(FieldNames.Required) : [];
}
