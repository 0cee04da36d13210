namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Reads a whole template into a tree.</summary>
internal sealed class StatementParser
{
    private readonly TokenStream _tokens;
    private readonly ExpressionParser _expressions;
    private readonly BlockParser _blocks;

    private StatementParser(IReadOnlyList<Token> tokens)
    {
        _tokens = new TokenStream(tokens);
        _expressions = new ExpressionParser(_tokens);
        _blocks = new BlockParser(_tokens, _expressions, this);
    }

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">Something in it is not understood.</exception>
    internal static Body Parse(string source) => new StatementParser(TemplateLexer.Tokenize(source)).ReadBody();

    /// <summary>Reads statements up to a block with one of these names, the name included, or to the end of the
    /// template if there are none.</summary>
    internal Body ReadBody(params string[] ends) => _tokens.Nested(() =>
    {
        List<Statement> statements = [];
        while (_tokens.Current.Kind != TokenKind.End)
        {
            Token first = _tokens.Next();
            if (first.Kind == TokenKind.BlockBegin && _tokens.Current.Kind == TokenKind.Name
                && ends.Contains(_tokens.Current.Text))
            {
                return new Body(statements);
            }

            statements.Add(ReadOne(first));
        }

        return ends.Length == 0
            ? new Body(statements)
            : throw TemplateException.Syntax($"ends without '{{% {ends[^1]} %}}'", _tokens.Line);
    });

    private Statement ReadOne(Token first)
    {
        switch (first.Kind)
        {
            case TokenKind.Data:
                return new Statement.Text(first.Text, first.Line);
            case TokenKind.OutputBegin:
                Expression value = _expressions.ReadTuple();
                _tokens.Expect(TokenKind.OutputEnd, "'}}'");
                return new Statement.Output(value, first.Line);
            default:
                return _blocks.Read(_tokens.Expect(TokenKind.Name, "the name of a block"));
        }
    }
}
