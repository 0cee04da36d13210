using System.Text.Json;

namespace FinerCut.Configurations;

/// <summary>A value of a JSON text and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="End">Offset after its last byte.</param>
internal sealed record JsonSpan(JsonValueKind Kind, int Start, int End)
{
    /// <summary>The members of an object, in their order, a repeated key as often as it is there.</summary>
    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<JsonSpan> Elements { get; init; } = [];

    /// <summary>The values of a key; none in what is no object.</summary>
    public IEnumerable<JsonSpan> FindMembers(string name) =>
        Members.Where(member => member.Name == name).Select(member => member.Value);
}
