namespace FinerCut.ModelCards;

/// <summary>A key of a card's front matter.</summary>
/// <param name="Name">The key.</param>
/// <param name="FirstLine">0-based line of the front matter that the key begins in.</param>
/// <param name="EndLine">The line after the last one of the value.</param>
/// <param name="Content">The value, equal for values that mean the same in the same style.</param>
internal sealed record FrontMatterKey(string Name, int FirstLine, int EndLine, string Content)
{
    /// <summary>The source texts of the value where that is a scalar, or a list of scalars; else null.</summary>
    public IReadOnlyList<string>? Scalars { get; init; }

    /// <summary>The 0-based line of the last item where the value is a list with an item on each line; else
    /// null.</summary>
    public int? LastItemLine { get; init; }

    /// <summary>Whether the value names an anchor that aliases may refer to, or is or holds an alias.</summary>
    public bool HasReferences { get; init; }
}
