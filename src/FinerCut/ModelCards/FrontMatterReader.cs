using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FinerCut.ModelCards;

/// <summary>Finds the keys of a front matter by their places, without building what the YAML means: a text may nest a
/// million lists.</summary>
internal sealed class FrontMatterReader
{
    private const int Deepest = 64;

    private readonly IReadOnlyList<string> _lines;
    private readonly string _yaml;
    private readonly Parser _parser;
    private readonly List<FrontMatterKey> _keys = [];
    private readonly HashSet<string> _names = [];

    /// <param name="lines">The lines between the two lines of dashes, without their ends.</param>
    public FrontMatterReader(IReadOnlyList<string> lines)
    {
        _lines = lines;
        _yaml = string.Concat(lines.Select(line => line + "\n"));
        _parser = new Parser(new StringReader(_yaml));
    }

    /// <summary>Reads the keys.</summary>
    /// <param name="fault">What is wrong: the end of a sentence after the file's name. Null where nothing is.</param>
    /// <returns>The keys in their order; null where something is wrong.</returns>
    public IReadOnlyList<FrontMatterKey>? Read(out string? fault)
    {
        try
        {
            fault = ReadDocument();
        }
        catch (YamlException exception)
        {
            fault = $"is no YAML: {exception.Message.TrimEnd('.')}";
        }

        return fault is null ? _keys : null;
    }

    private string? ReadDocument()
    {
        Next();
        if (Next() is StreamEnd)
        {
            return null;
        }

        if (Next() is not MappingStart { Style: MappingStyle.Block, Start.Column: 1 } start)
        {
            return _parser.Current is Scalar { Value: "" } ? null : "has another form than keys below each other";
        }

        while (Next() is not MappingEnd)
        {
            if (_parser.Current is not Scalar key || !key.Anchor.IsEmpty)
            {
                return "has a key that is no plain text";
            }

            if (!_names.Add(key.Value))
            {
                return $"has the key '{key.Value}' twice";
            }

            if (ReadValue(key) is { } fault)
            {
                return fault;
            }
        }

        return Next() is DocumentEnd && Next() is StreamEnd ? null : "has more than one document";
    }

    private ParsingEvent Next() => _parser.MoveNext() ? _parser.Current! : throw new YamlException("The text ends.");

    private string? ReadValue(Scalar key)
    {
        StringBuilder content = new();
        List<Scalar> scalars = [];
        (int depth, bool isBlock, bool isFlat, bool hasReferences) = (0, false, true, false);
        ParsingEvent last;
        do
        {
            last = Next();
            depth += last.NestingIncrease;
            if (depth > Deepest)
            {
                return $"nests '{key.Value}' more than {Deepest} deep";
            }

            isBlock |= depth == 1 && last is SequenceStart { Style: SequenceStyle.Block };
            hasReferences |= last is AnchorAlias or NodeEvent { Anchor.IsEmpty: false };
            isFlat &= (last, depth) is (Scalar, <= 1) or (SequenceStart, 1) or (SequenceEnd, 0);
            if (last is Scalar scalar)
            {
                scalars.Add(scalar);
            }

            content.Append(Describe(last)).Append('\n');
        }
        while (depth > 0);
        _keys.Add(new FrontMatterKey(
            key.Value, (int)key.Start.Line - 1, EndOf(last), content.ToString())
        {
            Scalars = isFlat ? [.. scalars.Where(HasText).Select(TextOf)] : null,
            LastItemLine = isBlock && isFlat && scalars.Count > 0 ? (int)scalars[^1].End.Line - 1 : null,
            HasReferences = hasReferences,
        });
        return null;
    }

    private static string Describe(ParsingEvent found) => found switch
    {
        Scalar scalar => $"{scalar.Tag} {(scalar.Style == ScalarStyle.Plain ? "plain" : "text")} {scalar.Value}",
        AnchorAlias alias => $"*{alias.Value}",
        NodeEvent node => $"{node.GetType().Name} {node.Tag}",
        _ => found.GetType().Name,
    };

    private static bool HasText(Scalar scalar) => scalar.Start.Index < scalar.End.Index;

    private string TextOf(Scalar scalar) => _yaml[(int)scalar.Start.Index..(int)scalar.End.Index].Trim();

    /// <summary>The line after a value. The parser ends block lists where the next key begins; comments and empty lines
    /// before that belong to the key.</summary>
    private int EndOf(ParsingEvent last)
    {
        int end = (int)last.End.Line - (last.End.Column > 1 ? 0 : 1);
        while (end > 0 && (end > _lines.Count || _lines[end - 1].TrimStart() is "" or ['#', ..]))
        {
            end--;
        }

        return end;
    }
}
