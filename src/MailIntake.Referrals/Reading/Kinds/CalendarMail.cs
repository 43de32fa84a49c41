namespace MailIntake.Referrals.Reading.Kinds;

/// <summary>Invitations and their answers. An introduction with an appointment attached stays one.</summary>
internal static class CalendarMail
{
    public static KindVerdict? Judge(MailFacts facts)
    {
        var method = Method(facts);
        if (method is "REPLY" or "CANCEL" or "COUNTER" or "DECLINECOUNTER" or "REFRESH")
        {
            return new KindVerdict(EmailKind.Other, $"a calendar message ({method.ToLowerInvariant()})");
        }

        if (method is null)
        {
            return null;
        }

        return facts.BeginsSubject("calendar-subject", alsoBehindReply: false) is not null
            || !facts.Introduction.IsIntroduction
            ? new KindVerdict(EmailKind.Other, "a calendar invitation")
            : null;
    }

    private static string? Method(MailFacts facts)
    {
        foreach (var part in facts.Email.Parts)
        {
            if (part.MediaType != "text/calendar")
            {
                continue;
            }

            if (part.Parameters.TryGetValue("method", out var method))
            {
                return method.Trim().ToUpperInvariant();
            }

            foreach (var line in part.Text.AsSpan().EnumerateLines())
            {
                if (line.StartsWith("METHOD:", StringComparison.OrdinalIgnoreCase))
                {
                    return line[7..].Trim().ToString().ToUpperInvariant();
                }
            }
        }

        return null;
    }
}
