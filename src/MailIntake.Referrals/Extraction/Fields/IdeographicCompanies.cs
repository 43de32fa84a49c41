using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.Fields;

/// <summary>Companies in Chinese, Japanese and Korean writing: by their legal form, before or behind the name, by a
/// word
/// that ends company names (病院, 集团, 재단), or by the 様 and 御中 of address.</summary>
internal static class IdeographicCompanies
{
    private const int LongestName = 22;

    private static readonly System.Buffers.SearchValues<char> NoNames =
        System.Buffers.SearchValues.Create("的在是我你他她们这和与");

    private static readonly string[] Leads = ["客户", "客戶", "公司", "推荐", "推薦", "介绍", "介紹", "引荐", "联系", "一家", "一間", "老客户"];

    private static readonly string[] Particles =
        ["에서는", "에서", "에게", "입니다", "이며", "이고", "께서", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "측"];

    public static bool StartsAt(TokenizedText text, int i) => text.IsIdeographic(i);

    public static int Add(Stretch stretch, int token, List<CompanyRun> runs)
    {
        var text = stretch.Tokens;
        var run = text.Word(token).ToString();
        if (Hangul(stretch, token, run) is { } korean)
        {
            runs.Add(korean);
        }
        else if (BehindPlace(stretch, token, run) is { } parted)
        {
            runs.Add(parted);
        }
        else if (IdeographicWords.Forms.Contains(run))
        {
            return token + 1;
        }
        else if (ByForm(run) is { } formed)
        {
            // "医療法人社団光風会　こもれび病院": the house behind its holder.
            if (formed.Start + formed.Length == run.Length && token + 1 < text.Tokens.Length
                && text.IsIdeographic(token + 1)
                && text.Tokens[token + 1].Start - text.Tokens[token].End == 1
                && ByEnding(text.Word(token + 1).ToString()) is { Start: 0 } house)
            {
                var end = text.Tokens[token + 1].Start + house.Length;
                runs.Add(new CompanyRun(stretch, token, token + 1,
                    true)
                { Inside = (formed.Start, end - text.Tokens[token].Start - formed.Start) });
                return token + 2;
            }

            runs.Add(new CompanyRun(stretch, token, token, true) { Inside = formed });
        }
        else if (ByEnding(run) is { } ending)
        {
            runs.Add(new CompanyRun(stretch, token, token, false) { Inside = ending });
        }
        else if (Addressed(run) is { } addressed)
        {
            runs.Add(new CompanyRun(stretch, token, token, false) { Inside = addressed });
        }

        return token + 1;
    }

    // Korean parts its words: a word with a company's ending in it is the company, less its particle.
    private static CompanyRun? Hangul(Stretch stretch, int token, string run)
    {
        if (run.Length < 3 || run[0] is < '\uac00' or > '\ud7af')
        {
            return null;
        }

        var name = run;
        foreach (var particle in Particles)
        {
            if (name.Length > particle.Length + 2 && name.EndsWith(particle, StringComparison.Ordinal))
            {
                name = name[..^particle.Length];
                break;
            }
        }

        return IdeographicWords.Ending(name, IdeographicWords.Companies) is { } ending && name.Length > ending.Length + 1
            && name.Length <= LongestName
            ? new CompanyRun(stretch, token, token, false) { Inside = (0, name.Length) } : null;
    }

    // "恒拓工业服务（苏州）有限公司": the place in brackets stands between the name and its form.
    private static CompanyRun? BehindPlace(Stretch stretch, int token, string run)
    {
        var text = stretch.Tokens;
        if (token < 4 || !text.Tokens[token - 1].IsMark(')') || !text.IsIdeographic(token - 2)
            || !text.Tokens[token - 3].IsMark('(') || !text.IsIdeographic(token - 4)
            || IdeographicWords.Forms.FirstOrDefault(f => run.StartsWith(f, StringComparison.Ordinal)) is not { } form)
        {
            return null;
        }

        var name = text.Word(token - 4).ToString();
        var start = NameStart(name, name.Length);
        var from = text.Tokens[token - 4].Start + start;
        return name.Length - start < 2 ? null : new CompanyRun(stretch, token - 4, token, true)
        {
            Inside = (start, text.Tokens[token].Start + form.Length - from)
        };
    }

    private static (int Start, int Length)? ByForm(string run)
    {
        foreach (var form in IdeographicWords.Forms)
        {
            var at = run.IndexOf(form, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            int start = at, end = at + form.Length;
            if (AssociationEnd(run, end) is { } association)
            {
                return (start, association - start);
            }

            if (end < run.Length && IsName(run[end], IsJapanese(run)) && !IsTitleNext(run, end))
            {
                end = NameEnd(run, end);
            }
            else if (end + 1 < run.Length && IsHiragana(run[end]) && (!IsParticle(run[end]) || IsHiraganaName(run, end)))
            {
                end = HiraganaEnd(run, end);
            }
            else
            {
                start = SkipLeads(run, NameStart(run, at), at);
            }

            return end - start > form.Length ? (start, end - start) : null;
        }

        return null;
    }

    // "医療法人つばめ会", "社会福祉法人あけぼの会": the name behind the form may be in hiragana and ends with 会.
    private static int? AssociationEnd(string run, int at)
    {
        for (var i = at; i < run.Length && i - at < 12 && run[i] is not ('は' or 'が' or 'を' or 'に' or '様'); i++)
        {
            if (run[i] == '会' && i > at)
            {
                var end = i + 1;
                while (IdeographicWords.Tails.FirstOrDefault(w =>
                    run.AsSpan(end).StartsWith(w, StringComparison.Ordinal)) is { } more)
                {
                    end += more.Length;
                }

                return end;
            }
        }

        return null;
    }

    private static (int Start, int Length)? ByEnding(string run)
    {
        foreach (var word in IdeographicWords.Companies)
        {
            var at = run.IndexOf(word, StringComparison.Ordinal);
            if (at <= 0)
            {
                continue;
            }

            var start = NameStart(run, at);
            var end = at + word.Length;

            // A longer ending may follow: "医疗" in "明德医疗集团".
            while (IdeographicWords.Tails.FirstOrDefault(w =>
                run.AsSpan(end).StartsWith(w, StringComparison.Ordinal)) is { } more)
            {
                end += more.Length;
            }

            // "南京宁和康复医院": the word is the name alone, with 和 in it.
            if (start is > 1 and <= 4 && run[start - 1] is '和' or '有' or '正' or '会' or '為' && end == run.Length
                && run.Length <= 12 && !run.AsSpan(0, start - 1).ContainsAny(NoNames)
                && run.AsSpan(0, start - 1).IndexOfAnyExceptInRange('\u4e00', '\u9fff') < 0)
            {
                start = 0;
            }

            start = SkipLeads(run, start, at);
            return start < at && end - start is >= 3 and <= LongestName
                && !"一二三四五六七八九十几幾两兩多".Contains(run[start], StringComparison.Ordinal) ? (start, end - start) : null;
        }

        return null;
    }

    // "客户东港水产有限公司": what kind of company it is to us.
    private static int SkipLeads(string run, int start, int at)
    {
        foreach (var lead in Leads)
        {
            if (at - start > lead.Length + 1 && run.AsSpan(start).StartsWith(lead, StringComparison.Ordinal))
            {
                start += lead.Length;
            }
        }

        return start;
    }

    // What stands before 様 in a heading ("ミナト様のご紹介"), longer than a person's name.
    private static (int Start, int Length)? Addressed(string run)
    {
        var at = run.IndexOf('様', StringComparison.Ordinal);
        at = at < 0 ? run.IndexOf("御中", StringComparison.Ordinal) : at;
        if (at <= 0)
        {
            return null;
        }

        var start = NameStart(run, at);
        return at - start >= 5 ? (start, at - start) : null;
    }

    // "株式会社なぎさケア": a name in hiragana ends at a particle, not before its second letter.
    private static int HiraganaEnd(string run, int at)
    {
        var end = at;
        while (end < run.Length && end - at < LongestName && (end - at < 2 || !IsParticle(run[end]))
            && !IsTitleNext(run, end))
        {
            end++;
        }

        // "みどりの丘": over の to one letter that ends the name.
        return end + 1 < run.Length && run[end] == 'の' && IsName(run[end + 1], true) && !IsHiragana(run[end + 1])
            && (end + 2 == run.Length || run[end + 2] is '様' || IsParticle(run[end + 2])) ? end + 2 : end;
    }

    // "医療法人はまなす様": は begins the name where two letters of hiragana follow that are no grammar either.
    private static bool IsHiraganaName(string run, int at) =>
        at + 2 < run.Length && IsHiragana(run[at + 1]) && IsHiragana(run[at + 2])
        && run.AsSpan(at, 2) is not ("では" or "には" or "とは" or "から" or "まで" or "より" or "です" or "との" or "への"
            or "のご" or "にて" or "にお" or "のお" or "がお" or "とし" or "はお" or "もお" or "でも" or "にも" or "はご" or "がご" or "をご" or "をお");

    private static bool IsParticle(char c) => c is 'の' or 'は' or 'が' or 'を' or 'に' or 'と' or 'で' or 'も' or '様' or 'へ';

    private static int NameEnd(string run, int at)
    {
        while (at < run.Length && IsName(run[at], IsJapanese(run)) && !IsTitleNext(run, at))
        {
            at++;
        }

        return at;
    }

    // "総務部長" and the like behind the name are not of it.
    private static bool IsTitleNext(string run, int at)
    {
        foreach (var title in IdeographicWords.Titles)
        {
            var found = run.AsSpan(at).IndexOf(title);
            if (found is >= 0 and <= 4 && !Cut(run.AsSpan(at, found))
                && (found == 0
                || IdeographicWords.Ending(run.AsSpan(at, found + 1), IdeographicWords.Departments) is not null
                || IdeographicWords.Ending(run.AsSpan(at, found), IdeographicWords.Departments) is not null))
            {
                return true;
            }
        }

        return false;
    }

    // A particle between: the title belongs to what follows it.
    private static bool Cut(ReadOnlySpan<char> between)
    {
        foreach (var c in between)
        {
            if (!IsName(c))
            {
                return true;
            }
        }

        return false;
    }

    private static int NameStart(string run, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestName && IsName(run[start - 1], IsJapanese(run)))
        {
            start--;
        }

        // "ひなた整形外科": the run itself begins with the name.
        if (start is > 1 and <= 4 && run[..start].All(IsHiragana)
            && run[..start] is not ("この" or "その" or "また" or "まず" or "なお" or "こちらの" or "このたび" or "さて")
            && !run[..start].Contains('の', StringComparison.Ordinal))
        {
            return 0;
        }

        // A name in hiragana ("あさひ商事株式会社") reaches to the start of the run; a particle before it does not.
        if (start is > 0 and <= 6 && IsHiragana(run[start - 1])
            && run[start - 1] is not ('の' or 'は' or 'が' or 'を' or 'に' or 'と' or 'で' or 'も' or 'た' or 'る' or 'す')
            && run[..start].All(c => !IsHiragana(c) || c is not ('の' or 'は' or 'が' or 'を')))
        {
            start = 0;
        }

        return start;
    }

    private static bool IsHiragana(char c) => c is >= '\u3040' and <= '\u309f';

    // "三和ロジテック株式会社", "有田製菓様": letters that are grammar in Chinese make names in Japanese.
    private static bool IsJapanese(string run) =>
        run.AsSpan().ContainsAnyInRange('\u3041', '\u30ff') || run.Contains("株式会社", StringComparison.Ordinal)
        || run.Contains("有限会社", StringComparison.Ordinal) || run.Contains("合同会社", StringComparison.Ordinal)
        || run[^1] is '様' or '製';

    private static bool IsName(char c, bool japanese = false) =>
        (japanese || !IdeographicWords.IsGrammar(c))
            && c is (>= '\u3400' and <= '\u9fff') or (>= '\u30a0' and <= '\u30ff') or (>= '\uac00' and <= '\ud7af')
            or 'ー' or '々';
}
