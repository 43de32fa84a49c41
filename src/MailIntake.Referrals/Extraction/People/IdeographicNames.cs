using MailIntake.Referrals.Extraction.Text;
using MailIntake.Referrals.Extraction.Vocabulary;

namespace MailIntake.Referrals.Extraction.People;

/// <summary>Names in Chinese, Japanese and Korean writing: what stands before 様, さん, 氏, 先生, 女士, 님 or a title
/// (王经理, 김민수 이사), with the family name before it where a space parts the two.</summary>
internal static class IdeographicNames
{
    private const int LongestName = 5;

    /// <summary>Looks at the run of ideographs at the token and returns the token to go on with.</summary>
    public static int Add(Stretch stretch, int token, List<NameMention> found)
    {
        var run = stretch.Tokens.Word(token).ToString();
        foreach (var behind in IdeographicWords.Addresses)
        {
            for (var at = run.IndexOf(behind, StringComparison.Ordinal); at >= 0; at =
                run.IndexOf(behind, at + behind.Length, StringComparison.Ordinal))
            {
                AddBefore(stretch, token, run, at, found);
            }
        }

        AddSpaced(stretch, token, run, found);
        AddListed(stretch, token, run, found);
        AddCardLine(stretch, token, run, found);
        AddBehindTitle(stretch, token, run, found);
        AddBeforeTitle(stretch, token, run, found);
        return token + 1;
    }

    private static void AddBefore(Stretch stretch, int token, string run, int end, List<NameMention> found)
    {
        var start = end;
        while (start > 0 && IsNameLetter(run[start - 1]) && end - start < 9)
        {
            start--;
        }

        // "総務部長鈴木一郎様": the title before the name is not of it; in Korean the title stands between name and 님.
        var name = run[start..end];
        if (IdeographicWords.Ending(name, IdeographicWords.Titles) is { } title && IsHangul(name[0]))
        {
            end -= title.Length;
            name = run[start..end];
        }

        foreach (var before in IdeographicWords.Titles)
        {
            var at = name.LastIndexOf(before, StringComparison.Ordinal);
            if (at >= 0 && at + before.Length < name.Length)
            {
                start += at + before.Length;
                name = run[start..end];
                break;
            }
        }

        AddName(stretch, token, run, start, end, found);
    }

    // "김하늘 님", "田中 太郎 様": the word of address stands apart.
    private static void AddSpaced(Stretch stretch, int token, string run, List<NameMention> found)
    {
        var text = stretch.Tokens;
        if (token == 0 || !text.IsIdeographic(token - 1) || text.Tokens[token].Start - text.Tokens[token - 1].End != 1
            || !(IdeographicWords.Addresses.Any(a => run.StartsWith(a, StringComparison.Ordinal)
                    && run.Length <= a.Length + 2)
                || IdeographicWords.Titles.Any(t => run.StartsWith(t, StringComparison.Ordinal)
                    && (IsHangul(run[0]) || run.AsSpan(t.Length) is ['様' or '殿' or 'さ' or '氏', ..]))))
        {
            return;
        }

        var name = text.Word(token - 1).ToString();
        if (name.Length is >= 1 and <= 4 && name.All(IsNameLetter))
        {
            AddName(stretch, token - 1, name, 0, name.Length, found);
        }
    }

    // "王丽华，明德医疗集团采购总监": a short name alone between marks, with a title behind it in the sentence.
    private static void AddListed(Stretch stretch, int token, string run, List<NameMention> found)
    {
        var text = stretch.Tokens;
        var alone = run.Length is >= 2 and <= 4 && run.All(IsNameLetter)
            && (token == 0 || text.Tokens[token - 1].Kind is not TokenKind.Word
            || IsDepartmentOrCompany(text, token - 1) || IsShort(text, token - 1));
        if (!alone || token + 1 >= text.Tokens.Length)
        {
            return;
        }

        var next = text.Tokens[token + 1];
        var titled = text.IsIdeographic(token + 1)
            && IdeographicWords.Titles.Any(t => text.Word(token + 1).StartsWith(t, StringComparison.Ordinal));
        var (_, last) = text.Sentence(token);
        var listed = next.Kind == TokenKind.Mark && next.Folded is "," or "、" or "(" or "-" or "/" or "|"
            && Enumerable.Range(token + 2, Math.Max(0, Math.Min(last, token + 4) - token - 1)).Any(i =>
            text.IsIdeographic(i)
            && IdeographicWords.Titles.Any(t => text.Word(i).Contains(t, StringComparison.Ordinal)));
        if (titled || listed)
        {
            AddName(stretch, token, run, 0, run.Length, found);
        }
    }

    // A card's line "堀内 さやか", alone or with the address behind it: the given name may be in hiragana.
    private static void AddCardLine(Stretch stretch, int token, string run, List<NameMention> found)
    {
        var text = stretch.Tokens;
        var tokens = text.Tokens;
        var start = tokens[token].Start;
        if (run.Length > 4 || IsHangul(run[0]) || !run.All(IsNameLetter) || text.LineStart(start) != start
            || token + 1 >= tokens.Length || !text.IsIdeographic(token + 1)
            || tokens[token + 1].Start - tokens[token].End != 1 || tokens[token + 1].Length > 4)
        {
            return;
        }

        var given = text.Word(token + 1).ToString();
        var rest = text.Text.AsSpan(tokens[token + 1].End, text.LineEnd(start) - tokens[token + 1].End).Trim();
        if ((rest.Length > 0 && !rest.Contains('@')) || !IsPersonal(run) || !IsPersonal(given)
            || IdeographicWords.Titles.Any(t => run.Contains(t, StringComparison.Ordinal)
                || given.Contains(t, StringComparison.Ordinal))
            || !given.All(c => IsNameLetter(c) || c is >= '\u3041' and <= '\u309f'))
        {
            return;
        }

        found.Add(new NameMention(stretch, token, token + 1, token, $"{run} {given}")
        {
            Place = (start, tokens[token + 1].End - start)
        });
    }

    // "信息科主任李建国想了解": behind a title a family name and one or two letters more.
    private static void AddBehindTitle(Stretch stretch, int token, string run, List<NameMention> found)
    {
        foreach (var title in IdeographicWords.Titles)
        {
            var at = run.IndexOf(title, StringComparison.Ordinal);
            var start = at + title.Length;
            if (at < 0 || start + 1 >= run.Length || !IdeographicWords.FamilyNames.Contains(run[start].ToString()))
            {
                continue;
            }

            var end = start + 1;
            while (end < run.Length && end - start < 3 && IsNameLetter(run[end])
                && !IdeographicWords.IsGrammar(run[end]))
            {
                end++;
            }

            if (end - start >= 2)
            {
                AddName(stretch, token, run, start, end, found);
            }

            return;
        }
    }

    // "つばさ歯科グループの西川事務長": between の and a title a family name.
    private static void AddBeforeTitle(Stretch stretch, int token, string run, List<NameMention> found)
    {
        foreach (var title in IdeographicWords.Titles)
        {
            var at = run.IndexOf(title, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            // "牙醫診所的曾俊傑院長"
            var of = at > 0 ? run.LastIndexOf('的', at - 1) : -1;
            if (of >= 0 && at - of - 1 is 2 or 3 && IdeographicWords.FamilyNames.Contains(run[of + 1].ToString())
                && !run.AsSpan(of + 1, at - of - 1).ContainsAny('高', '级', '級'))
            {
                AddName(stretch, token, run, of + 1, at, found);
                return;
            }

            var start = at;
            while (start > 0 && IsNameLetter(run[start - 1]))
            {
                start--;
            }

            if (at - start is >= 1 and <= 3 && start > 0 && run[start - 1] == 'の'
                && (at + title.Length >= run.Length || !IsNameLetter(run[at + title.Length])
                || run[at + title.Length] is '様'))
            {
                AddName(stretch, token, run, start, at, found);
            }

            return;
        }
    }

    private static bool IsShort(TokenizedText text, int i) => text.IsIdeographic(i) && text.Tokens[i].Length <= 2;

    private static bool IsDepartmentOrCompany(TokenizedText text, int i) =>
        text.IsIdeographic(i)
            && (IdeographicWords.Ending(text.Word(i), IdeographicWords.Departments) is not null
            || IdeographicWords.Ending(text.Word(i), IdeographicWords.Companies) is not null
            || IdeographicWords.Ending(text.Word(i), IdeographicWords.Titles) is not null
            || IdeographicWords.Forms.Any(f => text.Word(i).ToString().Contains(f, StringComparison.Ordinal)));

    private static void AddName(Stretch stretch, int token, string run, int start, int end, List<NameMention> found)
    {
        var name = run[start..end];
        if (name.Length is 0 or > LongestName || !IsPersonal(name)
            || IdeographicWords.Ending(run.AsSpan(0, start), IdeographicWords.Ours) is not null)
        {
            return;
        }

        var text = stretch.Tokens;
        var first = token;
        var familyStart = 0;
        if (start == 0 && name.Length <= 3 && token > 0 && text.IsIdeographic(token - 1)
            && text.Tokens[token].Start - text.Tokens[token - 1].End == 1 && !IsHangul(name[0])
            && FamilyBefore(text.Word(token - 1).ToString()) is { } family)
        {
            first = token - 1;
            familyStart = text.Tokens[first].Length - family.Length;
            name = $"{family} {name}";
        }

        var from = first < token ? text.Tokens[first].Start + familyStart : text.Tokens[token].Start + start;
        found.Add(new NameMention(stretch, first, token, first, name)
        {
            Addressed = true,
            Place = (from, text.Tokens[token].Start + end - from)
        });
    }

    // "経営企画室長の堀江 直人様": the family name is the end of the run before the space, behind grammar or a title.
    private static string? FamilyBefore(string run)
    {
        var start = run.Length;
        while (start > 0 && IsNameLetter(run[start - 1]) && !IdeographicWords.IsGrammar(run[start - 1]))
        {
            start--;
        }

        var name = run[start..];
        foreach (var title in IdeographicWords.Titles)
        {
            var at = name.LastIndexOf(title, StringComparison.Ordinal);
            if (at >= 0 && at + title.Length < name.Length)
            {
                name = name[(at + title.Length)..];
                break;
            }
        }

        return name.Length is >= 1 and <= 3 && IsPersonal(name) ? name : null;
    }

    private static bool IsPersonal(string name) =>
        name[^1] is not ('客' or '社' or '社' or '各')
        && name[0] is not ('在' or '从' or '從' or '于' or '於' or '是' or '和' or '与' or '與' or '请' or '請' or '多' or '好')
        && !(name.Length > 2 && IsHangul(name[0]) && name[^1] is '의' or '를' or '을' or '에' or '께' or '도' or '는')
        && name is not ("者" or "方" or "好的" or "多谢" or "多謝" or "感谢" or "感謝" or "皆" or "担当者" or "御社" or "貴社" or "奥" or "お客" or "担当" or "関係者" or "您" or "老师")
        && !IdeographicWords.NotNames.Contains(name)
        && IdeographicWords.Ending(name, IdeographicWords.Companies) is null
        && IdeographicWords.Ending(name, IdeographicWords.Titles) is null
        && (name.Length < 2 || IdeographicWords.Ending(name, IdeographicWords.Departments) is null)
        && !IdeographicWords.Forms.Any(f => name.Contains(f, StringComparison.Ordinal));

    private static bool IsHangul(char c) => c is >= '\uac00' and <= '\ud7af';

    // Kanji, katakana and hangul make names; hiragana are mostly grammar.
    private static bool IsNameLetter(char c) =>
        c is (>= '\u3400' and <= '\u9fff') or (>= '\u30a0' and <= '\u30ff') or (>= '\uac00' and <= '\ud7af') or '々';
}
