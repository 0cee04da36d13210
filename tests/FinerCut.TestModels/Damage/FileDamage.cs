using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace FinerCut.TestModels.Damage;

/// <summary>Damages files, in the same ways for the same seed.</summary>
[SuppressMessage("Security", "CA5394", Justification = "no secret: the same damage every time is the point")]
public sealed class FileDamage(int seed)
{
    private static readonly string[] Strange =
    [
        "null", "true", "-1", "0", "1.5", "2147483647", "99999999999", "1e308", "\"\"", "\"x\"", "[]", "{}", "[[]]",
        "[null]",
        "[\"a b\",\"b a\"]", "{\"type\":\"Sequence\"}", "{\"Regex\":\"(((((\"}", "{\"Regex\":\"(a*)*$\"}",
        "{\"String\":\"\"}", "\"ByteLevel\"",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Changes one to four bits.</summary>
    public byte[] Flip(byte[] whole)
    {
        byte[] damaged = [.. whole];
        for (int count = _random.Next(1, 5); count > 0; count--)
        {
            damaged[_random.Next(damaged.Length)] ^= (byte)(1 << _random.Next(8));
        }

        return damaged;
    }

    /// <summary>Cuts the end off, or repeats or removes a part.</summary>
    public byte[] Cut(byte[] whole)
    {
        int start = _random.Next(whole.Length);
        int end = _random.Next(start, Math.Min(whole.Length, start + 200));
        return _random.Next(3) switch
        {
            0 => whole[..start],
            1 => [.. whole[..start], .. whole[end..]],
            _ => [.. whole[..end], .. whole[start..]],
        };
    }

    /// <summary>Puts something of another kind in the place of a value.</summary>
    public JsonNode Replace(JsonNode whole)
    {
        JsonNode damaged = whole.DeepClone();
        JsonNode at = damaged;
        while (true)
        {
            string[] names = at is JsonObject o ? [.. o.Select(entry => entry.Key)] : [];
            int count = at is JsonArray array ? Math.Min(array.Count, 5) : names.Length;
            int next = _random.Next(count == 0 ? 1 : count);
            JsonNode? child = count == 0 ? null : at is JsonObject ? at[names[next]] : at[next];
            if (child is (JsonObject or JsonArray) && _random.Next(4) > 0)
            {
                at = child;
                continue;
            }

            JsonNode? strange = JsonNode.Parse(Strange[_random.Next(Strange.Length)]);
            if (at is JsonObject owner)
            {
                owner[count == 0 ? "x" : names[next]] = strange;
            }
            else if (count > 0)
            {
                at[next] = strange;
            }

            return damaged;
        }
    }
}
