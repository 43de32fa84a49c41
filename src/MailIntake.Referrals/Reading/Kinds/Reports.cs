using MailIntake.Mail.Mime;

namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>
/// Delivery reports by their form: the parts of RFC 3464 and RFC 5965, wherever in the mail they stand, and the header
/// fields of those that send none. Read receipts (RFC 8098) are told apart here, since both come as multipart/report.
/// What systems write in mere prose is judged by <see cref="DeliveryNotes"/>.
/// </summary>
internal static class Reports
{
    private const int LongestStatus = 20_000;

    public static KindVerdict? Judge(MailFacts facts)
    {
        var root = facts.Email.Root;
        if (root.IsMultipart)
        {
            var (receipt, report) = (false, false);
            foreach (var part in facts.Email.Parts)
            {
                receipt |= part.MediaType == "message/disposition-notification";
                report |= part.MediaType is "message/delivery-status" or "message/global-delivery-status"
                    or "message/feedback-report" || IsStatusFile(part);
            }

            // A wrong report-type is common; what is in it counts.
            var type = root.MediaType == "multipart/report"
                ? root.Parameters.GetValueOrDefault("report-type")?.ToLowerInvariant() : null;
            if (report || (!receipt && type is "delivery-status" or "feedback-report"))
            {
                return new KindVerdict(EmailKind.Bounce, "a delivery report");
            }

            if (receipt || type == "disposition-notification")
            {
                // Delivery agents report a refused mail (RFC 5429) in the form of a read receipt.
                return facts.Signs.Report is not null || DeliveryNotes.SaysRefused(facts)
                    ? new KindVerdict(EmailKind.Bounce, "a refusal in the form of a read receipt")
                    : new KindVerdict(EmailKind.AutoReply, "a read receipt (disposition notification)");
            }
        }

        return facts.Signs.Report is { } field
            ? new KindVerdict(EmailKind.Bounce, $"the header {field}")
            : null;
    }

    /// <summary>The status fields as a text file, as gateways attach them that know no message/delivery-
    /// status.</summary>
    private static bool IsStatusFile(MimePart part) =>
        part.MediaType == "text/plain" && part.FileName is not null && part.Content.Length < LongestStatus
        && part.Text.AsSpan().TrimStart().StartsWith("Reporting-MTA:", StringComparison.OrdinalIgnoreCase);
}
