using System.Text.RegularExpressions;

namespace FinerCut.Plans.Schemas;

/// <summary>What a schema asks of a value: the part of JSON Schema that <c>docs/plan.schema.json</c> uses. What is null
/// or empty asks nothing.</summary>
internal sealed class SchemaNode
{
    /// <summary>JSON Schema's words for the kinds that the value may have.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    /// <summary>What is asked of the members of an object; others may be there.</summary>
    public required IReadOnlyDictionary<string, SchemaNode> Properties { get; init; }

    /// <summary>The members that must be there.</summary>
    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>What is asked of each element of a list.</summary>
    public SchemaNode? Items { get; init; }

    /// <summary>The texts that the value may be; null among them for JSON's null.</summary>
    public IReadOnlyList<string?>? Words { get; init; }

    /// <summary>What a text must look like.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>What a text is that looks so, as the end of a sentence.</summary>
    public string? Title { get; init; }

    /// <summary>The smallest number.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number.</summary>
    public double? Maximum { get; init; }

    /// <summary>A number that the value must exceed.</summary>
    public double? Above { get; init; }

    /// <summary>A number that the value must not reach.</summary>
    public double? Below { get; init; }

    /// <summary>Characters of a text, at least.</summary>
    public int MinLength { get; init; }

    /// <summary>Characters of a text, at most.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Elements of a list, at least.</summary>
    public int MinItems { get; init; }

    /// <summary>Elements of a list, at most.</summary>
    public int MaxItems { get; init; } = int.MaxValue;

    /// <summary>Whether no text may be in a list twice.</summary>
    public bool AreItemsUnique { get; init; }
}
