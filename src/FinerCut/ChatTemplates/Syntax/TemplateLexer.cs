using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Cuts a template into tokens, with the white space taken away that Jinja takes away under <c>trim_blocks</c>
/// and <c>lstrip_blocks</c>.</summary>
internal sealed class TemplateLexer
{
    private readonly string _source;
    private readonly LineNumbers _lines;
    private readonly ExpressionLexer _expressions;
    private readonly List<Token> _tokens = [];
    private int _position;
    private bool _isLineStart = true;

    private TemplateLexer(string source)
    {
        string text = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        _source = text.EndsWith('\n') ? text[..^1] : text;
        _lines = new LineNumbers(_source);
        _expressions = new ExpressionLexer(_source, _lines, _tokens);
    }

    /// <summary>Cuts a template.</summary>
    /// <exception cref="TemplateException">A tag has no end, or a character has no meaning.</exception>
    internal static IReadOnlyList<Token> Tokenize(string source)
    {
        TemplateLexer lexer = new(source);
        while (lexer._position < lexer._source.Length)
        {
            lexer.ReadOne();
        }

        lexer.Add(TokenKind.End, "");
        return lexer._tokens;
    }

    private void ReadOne()
    {
        int tag = NextTag();
        if (tag < 0)
        {
            Add(TokenKind.Data, _source[_position..]);
            _position = _source.Length;
            return;
        }

        char kind = _source[tag + 1];
        char sign = tag + 2 < _source.Length && _source[tag + 2] is '-' or '+' ? _source[tag + 2] : ' ';
        AddData(_source[_position..tag], sign, isOutput: kind == '{');
        _position = tag;
        _isLineStart = false;
        if (kind == '%' && TagPatterns.RawBegin().Match(_source, tag) is { Success: true } raw)
        {
            ReadRaw(tag + raw.Length);
            return;
        }

        int inside = tag + (sign == ' ' ? 2 : 3);
        switch (kind)
        {
            case '#':
                ReadComment(inside);
                break;
            case '%':
                Add(TokenKind.BlockBegin, "{%");
                MoveTo(_expressions.ReadTo(inside, TagPatterns.BlockEnd(), TokenKind.BlockEnd));
                break;
            default:
                Add(TokenKind.OutputBegin, "{{");
                MoveTo(_expressions.ReadTo(inside, TagPatterns.OutputEnd(), TokenKind.OutputEnd));
                break;
        }
    }

    private int NextTag()
    {
        for (int index = _source.IndexOf('{', _position); index >= 0; index = _source.IndexOf('{', index + 1))
        {
            if (index + 1 < _source.Length && _source[index + 1] is '{' or '%' or '#')
            {
                return index;
            }
        }

        return -1;
    }

    private void ReadComment(int inside)
    {
        var end = TagPatterns.CommentEnd().Match(_source, inside);
        if (!end.Success)
        {
            throw TemplateException.Syntax("begins a comment that has no end", _lines.At(_position));
        }

        MoveTo(end.Index + end.Length);
    }

    private void ReadRaw(int inside)
    {
        _isLineStart = _source[inside - 1] == '\n';
        var end = TagPatterns.RawEnd().Match(_source, inside);
        if (!end.Success)
        {
            throw TemplateException.Syntax("begins a raw block that has no end", _lines.At(_position));
        }

        string sign = end.Groups["sign"].Value;
        AddData(_source[inside..end.Index], sign.Length == 0 ? ' ' : sign[0], isOutput: false);
        MoveTo(end.Index + end.Length);
    }

    private void MoveTo(int position)
    {
        _position = position;
        _isLineStart = _source[position - 1] == '\n';
    }

    private void AddData(string text, char sign, bool isOutput)
    {
        string kept = text;
        if (sign == '-')
        {
            kept = PythonText.StripEnd(text);
        }
        else if (sign != '+' && !isOutput)
        {
            int lineStart = text.LastIndexOf('\n') + 1;
            kept = (lineStart > 0 || _isLineStart) && text.AsSpan(lineStart).IndexOfAnyExcept(PythonText.WhiteSpace) < 0
                ? text[..lineStart]
                : text;
        }

        Add(TokenKind.Data, kept);
    }

    private void Add(TokenKind kind, string text)
    {
        if (kind != TokenKind.Data || text.Length > 0)
        {
            _tokens.Add(new Token(kind, text, _lines.At(_position)));
        }
    }
}
