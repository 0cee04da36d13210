namespace FinerCut.Evaluation.Protocols;

/// <summary>What people call the protocols.</summary>
public static class ProtocolNames
{
    /// <summary>All names, in the order of <see cref="PerplexityProtocol"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["windows", "stride", "llama.cpp", "rows"];

    /// <summary>The name of a protocol.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <returns>Such as <c>llama.cpp</c>.</returns>
    public static string Of(PerplexityProtocol protocol) => All[(int)protocol];

    /// <summary>Finds a protocol by its name.</summary>
    /// <param name="name">In upper or lower case.</param>
    /// <returns>The protocol, or null where there is none of that name.</returns>
    public static PerplexityProtocol? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach ((int index, string known) in All.Index())
        {
            if (known.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return (PerplexityProtocol)index;
            }
        }

        return null;
    }
}
