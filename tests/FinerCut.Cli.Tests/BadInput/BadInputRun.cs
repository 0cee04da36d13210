using System.Security.Cryptography;
using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>A tiny decoder on disk, and command lines with the real library that must refuse it and touch
/// nothing.</summary>
internal sealed class BadInputRun : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public BadInputRun(TinyDecoderOptions? options = null) =>
        Decoder = TinyDecoder.Write(_temporary.Combine("model"), options ?? new TinyDecoderOptions { Layers = 2 });

    public TinyDecoder Decoder { get; }

    public string Model => Decoder.Folder;

    public string Target => Combine("pruned");

    public string Combine(params string[] parts) => _temporary.Combine(parts);

    /// <summary>Writes a file beside the model's folder.</summary>
    public string WriteFile(string name, string content)
    {
        string path = Combine(name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Changes the model's graph.</summary>
    public void Edit(Action<ModelProto> edit)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Decoder.ModelPath));
        edit(model);
        File.WriteAllBytes(Decoder.ModelPath, model.ToByteArray());
    }

    /// <summary>Runs a search for a quarter of the sublayers into <see cref="Target"/>, with more options
    /// behind.</summary>
    public string RefusesToPrune(string code, ExitCode exit, params string[] options) =>
        Refuses(
            code, exit, ["prune", Model, .. Amount(options), .. Size(options), .. TargetOf(options), "-q", .. options]);

    /// <summary>Runs a command line that must end with one numbered line on stderr, with everything on disk as
    /// before.</summary>
    /// <returns>The line, without the number.</returns>
    public string Refuses(string code, ExitCode exit, params string[] args)
    {
        string[] before = Tree();
        string line = RefusesUnseen(code, exit, args);
        Assert.Equal(before, Tree());
        return line;
    }

    /// <summary>The same without a look at the disk.</summary>
    public string RefusesUnseen(string code, ExitCode exit, params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new() { NewLine = "\n" };
        ExitCode found = CommandLine.RunCommandLine(args, new CliContext
        {
            Library = new ModelLibrary(),
            Output = output,
            OutputTerminal = Terminal.Redirected,
            Story = new Story(error, Terminal.Redirected),
        });

        Assert.Matches($"^error {code}: [^\n]+\n$", error.ToString());
        Assert.Equal(exit, found);
        Assert.Empty(output.ToString());
        return error.ToString()[$"error {code}: ".Length..];
    }

    public void Dispose() => _temporary.Dispose();

    private static string[] Amount(string[] options) =>
        options.Intersect([
            "--ratio",
            "--count",
            "--remove",
            "--max-distance",
            "--bytes",
            "--kv-cache",
            "--speedup",
            "--until"
        ]).Any() ? [] : ["--ratio", "0.25"];

    private static string[] Size(string[] options) =>
    [
        .. options.Contains("--samples") ? (string[])[] : ["--samples", "2"],
        .. options.Contains("--sample-tokens") ? (string[])[] : ["--sample-tokens", "16"],
    ];

    private string[] TargetOf(string[] options) => options.Contains("-o") ? [] : ["-o", Target];

    private string[] Tree() =>
    [
        .. Directory.EnumerateFileSystemEntries(_temporary.Path, "*", SearchOption.AllDirectories).Order(
            StringComparer.Ordinal)
            .Select(path => File.Exists(path)
                ? $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"
                : path),
    ];
}
