using System.Globalization;
using System.Text.RegularExpressions;

namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Cuts what stands inside a tag.</summary>
internal sealed class ExpressionLexer(string source, LineNumbers lines, List<Token> tokens)
{
    private readonly Stack<string> _open = [];

    /// <summary>Cuts up to the end of the tag.</summary>
    /// <param name="start">Position behind the tag's beginning.</param>
    /// <param name="end">What ends it.</param>
    /// <param name="endKind">The token made of the end.</param>
    /// <returns>The position behind the end.</returns>
    internal int ReadTo(int start, Regex end, TokenKind endKind)
    {
        _open.Clear();
        int position = start;
        while (position < source.Length)
        {
            if (_open.Count == 0 && end.Match(source, position) is { Success: true } found)
            {
                tokens.Add(new Token(endKind, found.Value.Trim(), lines.At(position)));
                return position + found.Length;
            }

            position = ReadOne(position);
        }

        throw TemplateException.Syntax("begins a tag that has no end", lines.At(start));
    }

    private int ReadOne(int position)
    {
        long line = lines.At(position);
        if (TagPatterns.Space().Match(source, position) is { Success: true } space)
        {
            return position + space.Length;
        }

        if (source[position] is '\'' or '"')
        {
            return ReadString(position, line);
        }

        if (TagPatterns.Float().Match(source, position) is { Success: true } real)
        {
            return Add(
                real,
                new Token(TokenKind.Number, real.Value, line, double.Parse(Plain(real), CultureInfo.InvariantCulture)));
        }

        if (TagPatterns.Integer().Match(source, position) is { Success: true } whole)
        {
            return Add(whole, new Token(TokenKind.Number, whole.Value, line, ReadInteger(whole, line)));
        }

        if (TagPatterns.Name().Match(source, position) is { Success: true } name)
        {
            return Add(name, new Token(TokenKind.Name, name.Value, line));
        }

        return TagPatterns.Operator().Match(source, position) is { Success: true } sign
            ? Add(sign, Balanced(new Token(TokenKind.Operator, sign.Value, line)))
            : throw TemplateException.Syntax($"has the character '{source[position]}'", line);
    }

    private int Add(Match match, Token token)
    {
        tokens.Add(token);
        return match.Index + match.Length;
    }

    private static string Plain(Match number) => number.Value.Replace("_", "", StringComparison.Ordinal);

    private long ReadInteger(Match match, long line)
    {
        int behind = match.Index + match.Length;
        bool goesOn = behind < source.Length && (char.IsLetterOrDigit(source[behind]) || source[behind] == '_');
        return !goesOn && long.TryParse(Plain(match), CultureInfo.InvariantCulture, out long value)
            ? value
            : throw TemplateException.Syntax(
                $"has the number '{match.Value}' with more digits, or letters, behind it", line);
    }

    private Token Balanced(Token token)
    {
        if (token.Text is "(" or "[" or "{")
        {
            _open.Push(token.Text);
        }
        else if (token.Text is ")" or "]" or "}")
        {
            string wanted = token.Text switch { ")" => "(", "]" => "[", _ => "{" };
            if (_open.Count == 0 || _open.Pop() != wanted)
            {
                throw TemplateException.Syntax($"has a '{token.Text}' that closes nothing", token.Line);
            }
        }

        return token;
    }

    private int ReadString(int start, long line)
    {
        char quote = source[start];
        int position = start + 1;
        while (position < source.Length && source[position] != quote)
        {
            position += source[position] == '\\' ? 2 : 1;
        }

        if (position >= source.Length)
        {
            throw TemplateException.Syntax("begins a string that has no end", line);
        }

        tokens.Add(new Token(TokenKind.String, StringLiteral.Read(source[(start + 1)..position], line), line));
        return position + 1;
    }
}
