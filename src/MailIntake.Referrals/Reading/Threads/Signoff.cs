using MailIntake.Referrals.Reading.Rendering;

namespace MailIntake.Referrals.Reading.Threads;

/// <summary>A message's own lines, divided: its words, its signature, its legal notices. Line numbers of the
/// body.</summary>
internal sealed record OwnLines(List<int> Text, List<int> Signature, List<int> Notices);

/// <summary>
/// Divides a message's own lines into words, signature and notices. The signature begins at "-- ", at a client's
/// signature element, at the closing formula or at the author's name near the end; the closing formula belongs to
/// it. What is written below the signature is text again.
/// </summary>
internal sealed class Signoff(RenderedBody body)
{
    private const int BareSignature = 3;

    /// <param name="own">The message's lines in their order, blank ones included.</param>
    /// <param name="author">Who wrote it, where known.</param>
    public OwnLines Divide(List<int> own, Correspondent? author)
    {
        var name = AuthorName.Of(author);
        var result = new OwnLines([], [], []);
        var notices = new NoticeScanner(body, own, name);
        var signature = new SignatureStart(body, own, name);
        var first = notices.SkipBanner(result.Notices);
        var end = signature.TrimBlank(first, own.Count);
        var notice = notices.FindNotice(first, end);
        var start = signature.Find(first, notice);
        for (var i = first; i < end; i++)
        {
            var isMarked = body.Lines[own[i]].Has(LineMarks.Signature);
            (i >= notice ? result.Notices : i >= start || isMarked ? result.Signature : result.Text).Add(own[i]);
        }

        MovePostscript(result);
        return result;
    }

    /// <summary>"PS: ..." behind the signature is text again, and so are sentences below a bare name.</summary>
    private void MovePostscript(OwnLines lines)
    {
        var signature = lines.Signature;
        var at = signature.FindIndex(l => LetterLines.IsPostscript(body.LineText(l)));
        at = at >= 0 ? at : Afterthought(signature);
        if (at <= 0)
        {
            return;
        }

        var end = at;
        while (end < signature.Count && !LetterLines.IsMobile(body.LineText(signature[end]).Trim()))
        {
            end++;
        }

        lines.Text.AddRange(signature[at..end]);
        signature.RemoveRange(at, end - at);
    }

    /// <summary>Where sentences begin below a closing formula and a name alone, or a question below any signature: a
    /// company's claim stands under its address.</summary>
    private int Afterthought(List<int> signature)
    {
        var end = signature.Count;
        while (end > 0 && body.Lines[signature[end - 1]].IsBlank)
        {
            end--;
        }

        var start = end;
        while (start > 0 && !body.Lines[signature[start - 1]].IsBlank)
        {
            start--;
        }

        if (start == 0 || start == end || body.Lines[signature[start]].Has(LineMarks.Signature)
            || !LetterLines.IsProse(body.LineText(signature[start]).Trim()))
        {
            return -1;
        }

        var above = 0;
        for (var i = 0; i < start; i++)
        {
            above += body.Lines[signature[i]].IsBlank ? 0 : 1;
        }

        var isQuestion = body.LineText(signature[end - 1]).TrimEnd().EndsWith('?');
        var isDelimited = LetterLines.IsRule(body.LineText(signature[0]).Trim());
        return isQuestion || (above is > 0 and < BareSignature && !isDelimited) ? start : -1;
    }
}
