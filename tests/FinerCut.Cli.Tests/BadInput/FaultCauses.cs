using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FinerCut.Cli.Consoles;
using FinerCut.Runs;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>What attackers and accidents do, each as a function that brings it about and gives the command line that
/// meets it.</summary>
internal static class FaultCauses
{
    private const string Model = "models/tiny";
    private const int TooManyOpenFiles = 24;
    private const long LongestLine = 32 << 20;
    private const long LargestFile = 256 << 20;

    private static readonly string[] Prune =
    [
        "prune", Model, "--count", "1", "--samples", "1", "--sample-tokens", "8", "--provider", "cpu",
        "-o", "models/smaller", "-q",
    ];

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Func<FaultScene, string[]>> All { get; } =
        new Dictionary<string, Func<FaultScene, string[]>>
        {
            ["changed-source"] = ChangedSource,
            ["plan-negative-distance"] = scene => Plan(scene, """{"sublayer": "0.attn", "distance": -0.5}"""),
            ["plan-beyond-numbers"] = scene => Plan(scene, """{"sublayer": "0.attn", "distance": 1e400}"""),
            ["plan-unknown-name"] = scene => Plan(scene, """{"sublayer": "\u001b[2Jattn", "distance": 0.5}"""),
            ["plan-without-steps"] = scene => Plan(scene, """{"sublayer": "0.ffn", "distance": 0.5}"""),
            ["path-with-escapes"] = _ => ["inspect", "no\e[2J\e]0;title\a"],
            ["device"] = scene => Link(scene, "config.json", "/dev/zero"),
            ["link-outside"] = LinkOutside,
            ["large-configuration"] = scene => Inspect(() => Stretch(scene.File("config.json"), LargestFile + 1)),
            ["half-character"] = scene =>
                Inspect(() => File.WriteAllText(scene.File("config.json"), """{"model_type": "\ud800"}""")),
            ["not-utf8"] = scene => Inspect(() => File.WriteAllBytes(
                scene.File("config.json"), [.. "{\"model_type\": \""u8, 0xC3, 0x28, .. "\"}"u8])),
            ["utf16"] = scene => Inspect(() => File.WriteAllText(scene.File("config.json"), "{}", Encoding.Unicode)),
            ["pattern-depth"] = scene => Pattern(scene, new string('(', 150) + "a" + new string(')', 150)),
            ["pattern-length"] = scene => Pattern(scene, new string('(', 50_000) + "a" + new string(')', 50_000)),
            ["pattern-time"] = scene => Pattern(scene, "(a|aa)+b"),
            ["text-growth"] = scene => Normalizers(scene, steps: 24),
            ["many-steps"] = scene => Normalizers(scene, steps: 201),
            ["long-line"] = scene => Tokens(scene, "lines.jsonl", path => Stretch(path, LongestLine + 1)),
            ["long-text"] = scene => Tokens(scene, "book.txt", path => Stretch(path, LongestLine + 1)),
            ["open-files"] = OpenFiles,
            ["output-closed"] = OutputClosed,
            ["input-closed"] = scene => Input(scene, StreamErrors.InputClosed()),
            ["input-folder"] = scene => Input(scene, StreamErrors.InputUnreadable(new IOException("Is a directory"))),
            ["stopped"] = Stopped,
        };

    private static string[] ChangedSource(FaultScene scene)
    {
        scene.OnPhase = phase =>
        {
            if (phase == RunPhase.Search)
            {
                File.SetLastWriteTimeUtc(scene.File("model.onnx"), DateTime.UnixEpoch);
            }
        };
        return Prune;
    }

    private static string[] Stopped(FaultScene scene)
    {
        scene.OnPhase = phase =>
        {
            if (phase == RunPhase.Write)
            {
                scene.Stop();
            }
        };
        return Prune;
    }

    private static string[] Plan(FaultScene scene, string removed)
    {
        File.WriteAllText(scene.Beside("order.plan.json"), $$"""{"format": 1, "removed": [{{removed}}]}""");
        return ["apply", "models/order.plan.json", Model, "-q"];
    }

    private static string[] Inspect(Action damage)
    {
        damage();
        return ["inspect", Model];
    }

    private static string[] Link(FaultScene scene, string name, string target)
    {
        File.Delete(scene.File(name));
        File.CreateSymbolicLink(scene.File(name), target);
        return Prune;
    }

    private static string[] LinkOutside(FaultScene scene)
    {
        File.WriteAllText(scene.Beside("private"), "secret");
        return Link(scene, "README.md", "../private");
    }

    private static string[] Pattern(FaultScene scene, string pattern)
    {
        scene.Edit("tokenizer.json", json => json["pre_tokenizer"] = new JsonObject
        {
            ["type"] = "Split",
            ["pattern"] = new JsonObject { ["Regex"] = pattern },
            ["behavior"] = "Isolated",
            ["invert"] = false,
        });
        return Tokens(scene, "text.txt", path => File.WriteAllText(path, new string('a', 60)));
    }

    private static string[] Normalizers(FaultScene scene, int steps)
    {
        scene.Edit("tokenizer.json", json => json["normalizer"] = new JsonObject
        {
            ["type"] = "Sequence",
            ["normalizers"] = new JsonArray([.. Enumerable.Range(0, steps).Select(_ => new JsonObject
            {
                ["type"] = "Replace",
                ["pattern"] = new JsonObject { ["String"] = "a" },
                ["content"] = new string('a', 1000),
            })]),
        });
        return Tokens(scene, "text.txt", path => File.WriteAllText(path, "banana"));
    }

    private static string[] Tokens(FaultScene scene, string name, Action<string> write)
    {
        write(scene.Beside(name));
        return ["tokens", Model, string.Create(CultureInfo.InvariantCulture, $"models/{name}")];
    }

    private static string[] OpenFiles(FaultScene scene)
    {
        scene.OnInspect = () => throw new IOException("Too many open files", TooManyOpenFiles);
        return ["inspect", Model];
    }

    private static string[] OutputClosed(FaultScene scene)
    {
        scene.Output = new StreamWriter(new OutputStream(isOpen: false)) { AutoFlush = true };
        return ["inspect", Model];
    }

    private static string[] Input(FaultScene scene, Exception error)
    {
        scene.Input = () => throw error;
        return ["tokens", Model, "-"];
    }

    /// <summary>A file of zeros that takes no room.</summary>
    private static void Stretch(string path, long length)
    {
        using FileStream file = new(path, FileMode.Create);
        file.SetLength(length);
    }
}
