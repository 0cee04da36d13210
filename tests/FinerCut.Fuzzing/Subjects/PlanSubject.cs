using FinerCut.Cli.Commands;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Fuzzing.Runs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>Plans, of a search and of removals by hand.</summary>
internal sealed class PlanSubject : FuzzSubject
{
    private readonly string _model;
    private readonly string _path;
    private readonly byte[][] _plans;

    /// <summary>Writes a decoder, and lets the tool write plans for that.</summary>
    /// <param name="name">What tables call the kind.</param>
    /// <param name="folder">An existing folder.</param>
    public PlanSubject(string name, string folder)
        : base(name)
    {
        _model = TinyDecoder.Write(Path.Combine(folder, "model"), Small).Folder;
        _path = Path.Combine(folder, "some.plan.json");
        string pruned = Path.Combine(folder, "pruned");
        Run([.. Common("prune"), "--remove", "1.ffn", "-o", pruned]);
        Run([.. Common("prune"), "--until", "0.5", "-o", _path]);
        _plans = [File.ReadAllBytes(Path.Combine(pruned, "finercut.plan.json")), File.ReadAllBytes(_path)];
        Directory.Delete(pruned, recursive: true);
    }

    /// <inheritdoc/>
    public override FuzzInput Make(Random random)
    {
        DamagedFile damaged = DamagedBytes.Json(Any(_plans, random), random);
        string[] apply = ["apply", _path, _model, "-q", "--threads", "1"];
        return new FuzzInput
        {
            Subject = Name,
            Description = damaged.Description,
            Path = _path,
            Bytes = damaged.Bytes,
            Commands =
            [
                ["inspect", _path], ["inspect", _path, "--json"], random.Next(3) > 0
                    ? apply
                    : [.. apply, "--count", "1"],
            ],
            Model = _model,
        };
    }

    private string[] Common(string command) =>
        [command, _model, "--samples", "1", "--sample-tokens", "8", "--threads", "1", "-q"];

    private static void Run(string[] args)
    {
        using StringWriter error = new();
        ExitCode exit = CommandLine.RunCommandLine(args, new CliContext
        {
            Library = new ModelLibrary(),
            Output = TextWriter.Null,
            OutputTerminal = Terminal.Redirected,
            Story = new Story(error, Terminal.Redirected),
        });
        if (exit != ExitCode.Done)
        {
            throw new InvalidOperationException($"finercut {string.Join(' ', args)}\n{error}");
        }
    }
}
