using System.Text;
using System.Text.Json.Nodes;
using FinerCut.TestModels.Damage;
using FinerCut.TestModels.Files;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>A file's content after damage.</summary>
internal static class DamagedBytes
{
    /// <summary>Damage that knows nothing of the format: cut, bits flipped, bytes overwritten, parts left out or
    /// repeated.</summary>
    /// <param name="original">The file's bytes, at least one.</param>
    /// <param name="random">Where and what.</param>
    public static DamagedFile Blind(byte[] original, Random random)
    {
        int seed = random.Next();
        int way = random.Next(4);
        return way == 3
            ? new("a part left out or repeated", new FileDamage(seed).Cut(original))
            : DamagedFiles.Of(original, seed, count: 3).ElementAt(way);
    }

    /// <summary>Damage to JSON: values of another kind, one that readers stumble over, or any damage.</summary>
    /// <param name="original">A sound file's bytes.</param>
    /// <param name="random">Where and what.</param>
    public static DamagedFile Json(byte[] original, Random random)
    {
        int seed = random.Next();
        switch (random.Next(4))
        {
            case 0:
                return Blind(original, random);
            case 1:
                return HostileJson.Of(original, seed);
            default:
                JsonNode whole = JsonNode.Parse(original)!;
                FileDamage damage = new(seed);
                for (int accident = random.Next(1, 4); accident > 0; accident--)
                {
                    whole = damage.Replace(whole);
                }

                return new("values of another kind", Encoding.UTF8.GetBytes(whole.ToJsonString()));
        }
    }

    /// <summary>Damage to text: parts of its language in the wrong places, or any damage.</summary>
    /// <param name="original">A sound text.</param>
    /// <param name="parts">Words and signs of the language.</param>
    /// <param name="random">Where and what.</param>
    public static DamagedFile Text(string original, IReadOnlyList<string> parts, Random random)
    {
        if (random.Next(4) == 0)
        {
            return Blind(Encoding.UTF8.GetBytes(original), random);
        }

        string text = original;
        for (int accident = random.Next(1, 3); accident > 0; accident--)
        {
            int place = random.Next(text.Length + 1);
            int end = Math.Min(text.Length, place + (random.Next(2) * random.Next(8)));
            text = text[..place] + parts[random.Next(parts.Count)] + text[end..];
        }

        return new("parts of the language in other places", Encoding.UTF8.GetBytes(text));
    }
}
