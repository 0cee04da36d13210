namespace FinerCut.Configurations;

/// <summary>A key of a JSON object with its value.</summary>
/// <param name="Name">The key, unescaped.</param>
/// <param name="Start">Offset of the key's first byte, the quotation mark.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonMember(string Name, int Start, JsonSpan Value);
