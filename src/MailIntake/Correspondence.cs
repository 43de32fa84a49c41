using MailIntake.Assist;
using MailIntake.Mail.Mime;
using MailIntake.Outbox;
using MailIntake.Referrals;
using MailIntake.Referrals.Conversations;
using MailIntake.Referrals.Extraction;
using MailIntake.Referrals.Reading;
using MailIntake.Store;

namespace MailIntake;

/// <summary>
/// Brings a mail that was read to its conversation, or opens one, and gathers what follows. It only reads the store;
/// the outcome is committed by its caller.
/// </summary>
internal sealed class Correspondence(
    IntakeStore store, IntakeRules rules, LetterDesk desk, TimeProvider time, ModelDesk? model = null)
{
    /// <summary>A key that fits more live records than this says nothing.</summary>
    private const int OverCommonKey = 20;

    public async Task<EmailOutcome> HearAsync(
        ClaimedEmail claimed,
        EmailReading reading,
        EmailOutcome outcome,
        CancellationToken token)
    {
        var email = reading.Email;
        var sender = Sender.Of(email, rules.Directory, rules.Authentication);
        var found = await ConversationFinder.FindAsync(store, reading, rules.Directory, token);
        if (found is not null && !(reading.Kind == EmailKind.Referral && reading.Forwards.Any()))
        {
            return await AnswerAsync(found, reading, sender, outcome, token);
        }

        return reading.Kind switch
        {
            EmailKind.Referral => await SubmitAsync(claimed, reading, sender, outcome, token),
            EmailKind.Reply => outcome with
            {
                Outcome = "an answer to no conversation we know; a person looks",
                Reviews =
                [
                    .. outcome.Reviews,
                    new ReviewItem("answer-without-conversation", $"{sender.Address} answers, but no conversation fits."),
                ],
            },
            EmailKind.AutoReply or EmailKind.Bounce or EmailKind.List or EmailKind.Other =>
                outcome with { Outcome = $"{reading.Kind.ToName()}: {reading.KindReason}" },
        };
    }

    private async Task<EmailOutcome> AnswerAsync(
        FoundConversation found,
        EmailReading reading,
        Sender sender,
        EmailOutcome outcome,
        CancellationToken token)
    {
        var state = found.Stored.Conversation;
        outcome = outcome with { Before = found.Stored };
        var automatic = reading.Kind is EmailKind.AutoReply or EmailKind.Bounce;
        if (!automatic && !found.ToUs)
        {
            return outcome with { Outcome = "filed with its conversation: not addressed to us as an answer" };
        }

        if (!automatic && Permission.Refusal(sender, state, rules.Directory) is { } refusal)
        {
            return outcome with
            {
                Outcome = $"not heard: {refusal}",
                Reviews = [.. outcome.Reviews, new ReviewItem("answer-by-other", $"An answer was not heard: {refusal}.")],
            };
        }

        var heard = AnswerReader.Read(reading, state, rules.Directory);
        if (!automatic)
        {
            state = state with { Thread = Submission.ThreadOf(reading.Email, rules.Directory) };
        }

        var decision = Conversation.Decide(state, heard, time.GetUtcNow(), rules.House);
        var said = string.Join(", ", heard.About.Select(a => a.Kind.ToName()).Distinct());
        return await desk.CarryOutAsync(
            decision,
            outcome with { Outcome = $"heard: {said}", ConfirmedBy = sender.Address?.ToString() },
            NoAnswer.Reason(reading.Email, rules.Directory),
            token);
    }

    private async Task<EmailOutcome> SubmitAsync(
        ClaimedEmail claimed,
        EmailReading reading,
        Sender sender,
        EmailOutcome outcome,
        CancellationToken token)
    {
        var findings = ReferralExtractor.Extract(reading, rules.Directory);
        if (model is not null)
        {
            if (await model.ConsultAsync(claimed, reading, sender, findings, token) is not { } both)
            {
                return outcome with { IsPutBack = true };
            }

            findings = both;
        }

        var noAnswer = NoAnswer.Reason(reading.Email, rules.Directory);
        var known = await KnownAsync(findings.Drafts, token);
        if (known.Count > 0 && known.Count == findings.Drafts.Count && known.All(k => k.SamePartner))
        {
            return await AlreadyOnFileAsync(known, sender, outcome, noAnswer, token);
        }

        var backlog = claimed.ReceivedAt < rules.AnswerSince;
        var held = noAnswer is null ? null : $"It must not be answered: {noAnswer}.";
        var submission = Submission.Open(reading, findings, sender, claimed.ReceivedAt, rules.Directory, held, backlog);
        var opened = submission.Opened with { Referrals = [.. submission.Opened.Referrals.Select(r => Contest(r, known))] };
        var decision = Conversation.Decide(opened, submission.Heard, time.GetUtcNow(), rules.House);
        outcome = outcome with
        {
            Outcome = $"referral {string.Join(", ", decision.Next.Referrals.Select(r => $"{r.Reference} {r.State.ToName()}"))}"
                + string.Concat(findings.Warnings.Where(w => w.Code == ModelReading.Unavailable).Select(w => $"; {w.Detail}")),
            Reviews =
            [
                .. outcome.Reviews,
                .. findings.Warnings.Where(w => w.Code == "model-disagrees").Select(w => new ReviewItem(w.Code, w.Detail)),
                .. known.Where(k => !k.SamePartner).Select(k => new ReviewItem(
                    "contested", $"Another partner's referral {k.Known.Reference} for the same prospect is live.", k.Number)),
            ],
        };
        outcome = await desk.CarryOutAsync(decision, outcome, noAnswer, token);
        return backlog ? outcome : await desk.AcknowledgeAsync(outcome, sender, reading, noAnswer, token);
    }

    /// <summary>For each draft the oldest live referral of the same prospect, where there is one.</summary>
    private async Task<List<KnownProspect>> KnownAsync(IReadOnlyList<Draft> drafts, CancellationToken token)
    {
        var known = new List<KnownProspect>();
        for (var i = 0; i < drafts.Count; i++)
        {
            if (!EmailAddress.TryParse(drafts[i].Text(FieldName.ProspectContactEmail), out var prospect))
            {
                continue;
            }

            var same = await store.SameProspectAsync(prospect, token);
            if (same.Count is 0 or > OverCommonKey)
            {
                continue;
            }

            var partner = drafts[i].Text(FieldName.PartnerCompany);
            var ofPartner = same.FirstOrDefault(s => string.Equals(s.PartnerCompany, partner, StringComparison.OrdinalIgnoreCase));
            known.Add(new KnownProspect(i + 1, ofPartner ?? same[0], ofPartner is not null && partner is not null));
        }

        return known;
    }

    private async Task<EmailOutcome> AlreadyOnFileAsync(
        List<KnownProspect> known,
        Sender sender,
        EmailOutcome outcome,
        string? noAnswer,
        CancellationToken token)
    {
        var first = known[0].Known;
        var stored = await store.ConversationByIdAsync(first.ConversationId, token);
        outcome = outcome with { Before = stored, Outcome = $"already on file as {first.Reference}; kept as evidence" };
        return noAnswer is null && sender is { Standing: SenderStanding.Verified, Address: not null }
            ? await desk.SayAlreadyOnFileAsync(outcome, sender, first, token)
            : outcome;
    }

    private static Referral Contest(Referral referral, List<KnownProspect> known) =>
        known.Exists(k => k.Number == referral.Number && !k.SamePartner)
            ? referral with { Flags = referral.Flags.Add("contested") }
            : referral;

    private sealed record KnownProspect(int Number, SameProspect Known, bool SamePartner);
}
