using System.Text;
using FinerCut.TestModels.Files;

namespace FinerCut.TestModels.Damage;

/// <summary>JSON files with a value that readers stumble over: absurd numbers, halves of characters, depth,
/// length.</summary>
public static class HostileJson
{
    private static readonly (string Description, string Value)[] Values =
    [
        ("half of a surrogate pair", "\"\\ud800\""), ("a number beyond float64", "1e400"), ("near zero", "-1e-400"),
        ("more than 64 bits", "9223372036854775808"), ("many digits", new string('9', 400)), ("depth", Nested(80, "1")),
        ("more depth", Nested(
            20_000, "")), ("a long text", $"\"{new string('a', 100_000)}\""), ("a zero character", "\"\\u0000\""),
        ("an escape sequence", "\"\\u001b[2J\\u001b]0;title\\u0007\""), ("another direction", "\"\\u202e\""),
        ("a comment", "/* */ 1"), ("not a number", "NaN"), ("a path upwards", "\"../../../../etc/passwd\""),
        ("many elements", $"[{string.Join(',', Enumerable.Repeat("0", 50_000))}]"),
        ("the same key twice", "{\"a\":1,\"a\":2}"), ("a broken character", "\"\u0001\""),
    ];

    /// <summary>A copy with one value replaced.</summary>
    /// <param name="original">A sound JSON file's bytes.</param>
    /// <param name="seed">Where and what; equal seeds damage equally.</param>
    public static DamagedFile Of(byte[] original, int seed)
    {
        ArgumentNullException.ThrowIfNull(original);
        Random random = new(seed);
        string text = Encoding.UTF8.GetString(original);
        (string description, string value) = Values[random.Next(Values.Length)];
        int start = StartOfValue(text, random.Next(text.Length));
        int end = text.AsSpan(start).IndexOfAny(",}]\n") is >= 0 and int length ? start + length : text.Length;
        return new($"{description} at {start}", Encoding.UTF8.GetBytes(text[..start] + value + text[end..]));
    }

    /// <summary>Behind the next colon, comma or bracket; else the beginning.</summary>
    private static int StartOfValue(string text, int from) =>
        text.AsSpan(from).IndexOfAny(":,[") is >= 0 and int next ? from + next + 1 : 0;

    private static string Nested(int depth, string inner) => new string('[', depth) + inner + new string(']', depth);
}
