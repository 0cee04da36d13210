namespace PackageProbe;

/// <summary>Asks the feeds which packages the build can have, by restoring them.</summary>
/// <param name="restore">Asks the feeds.</param>
/// <param name="wishes">Wanted versions of all packages.</param>
internal sealed class Probe(Restore restore, IReadOnlyList<Wish> wishes)
{
    private const string Runtime = "Microsoft.ML.OnnxRuntime";

    /// <summary>Finds an answer and writes it.</summary>
    /// <returns>The exit code: 0, or 1 after an error message on standard error.</returns>
    public int Ask(Question question)
    {
        RuntimeSearch runtimes = new(restore, wishes);
        foreach (IReadOnlyList<string> natives in question.Runtimes)
        {
            if (runtimes.Find(natives) is { } versions)
            {
                return Complete(question, natives, versions);
            }
        }

        string wanted = string.Join(", ", question.Runtimes.SelectMany(set => set).Distinct());
        return Fail($"No version of ONNX Runtime could be restored; looked for {wanted}.", runtimes.LastFailure);
    }

    private int Complete(Question question, IReadOnlyList<string> natives, IReadOnlyDictionary<string, string> runtime)
    {
        Wish[] others = [.. wishes.Where(wish => wish.Name != Runtime && !wish.Name.StartsWith($"{Runtime}.", StringComparison.Ordinal))];
        PackageSearch needed = new(restore, [.. others.Where(wish => !wish.IsOptional)]);
        RestoreResult? result = new PackageSearch(restore, others).Find(runtime) ?? needed.Find(runtime);
        if (result is null)
        {
            return Fail("Not all packages that the build needs could be restored.", needed.LastFailure);
        }

        string[] names = [.. runtime.Keys, .. others.Select(wish => wish.Name).Where(result.Versions.ContainsKey)];
        new Answer(
            natives,
            names.ToDictionary(name => name, name => result.Versions[name]),
            [.. question.ReadyToRun.Where(restore.HasReadyToRun)],
            result,
            restore.Source).Write(question.AnswerPath);
        return 0;
    }

    private int Fail(string problem, RestoreResult? failure)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine(restore.Unanswered is null
            ? "Check which feeds are used (dotnet nuget list source). NuGet said:"
            : "A package feed did not answer, and the cache lacks something. Check the network and the feeds (dotnet nuget list source). NuGet said:");
        Console.Error.WriteLine((restore.Unanswered ?? failure)?.Output.Trim());
        return 1;
    }
}
