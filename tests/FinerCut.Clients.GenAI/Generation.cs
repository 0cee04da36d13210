using System.Diagnostics;
using FinerCut.Clients.GenAI.Contract;
using Microsoft.ML.OnnxRuntimeGenAI;

namespace FinerCut.Clients.GenAI;

/// <summary>Writes tokens, always the likeliest one.</summary>
internal static class Generation
{
    public static GenerationAnswer Run(GenerationRequest request)
    {
        try
        {
            using Config config = new(request.Folder);
            config.Overlay($$$"""{"model": {"eos_token_id": {{{request.EndToken}}}}}""");
            using Model model = new(config);
            using Tokenizer? tokenizer = request.Text is null ? null : new(model);
            int[][] prompts = tokenizer is null ? request.Prompts : [Encode(tokenizer, request.Text!)];
            GenerationAnswer answer = Write(model, prompts, request.Count);
            return answer with { Text = tokenizer?.Decode(answer.Samples[0]), Versions = RunningVersions.Read() };
        }
        catch (OnnxRuntimeGenAIException exception)
        {
            return new() { Error = exception.Message };
        }
    }

    private static int[] Encode(Tokenizer tokenizer, string text)
    {
        using Sequences sequences = tokenizer.Encode(text);
        return sequences[0].ToArray();
    }

    private static GenerationAnswer Write(Model model, int[][] prompts, int count)
    {
        using GeneratorParams parameters = new(model);
        parameters.SetSearchOption("batch_size", prompts.Length);
        parameters.SetSearchOption("max_length", prompts[0].Length + count);
        parameters.SetSearchOption("do_sample", false);
        using Generator generator = new(model, parameters);
        Stopwatch prefill = Stopwatch.StartNew();
        generator.AppendTokens(prompts.SelectMany(prompt => prompt).ToArray());
        generator.GenerateNextToken();
        prefill.Stop();
        Stopwatch decode = Stopwatch.StartNew();
        for (int written = 1; written < count && !generator.IsDone(); written++)
        {
            generator.GenerateNextToken();
        }

        decode.Stop();
        return new()
        {
            Prompts = prompts,
            Samples = [
                .. prompts.Select((prompt, sample) => generator.GetSequence((ulong)sample)[prompt.Length..].ToArray())
            ],
            PrefillSeconds = prefill.Elapsed.TotalSeconds,
            DecodeSeconds = decode.Elapsed.TotalSeconds,
            TokensPerSecond = count == 1 ? 0 : prompts.Length * (count - 1) / decode.Elapsed.TotalSeconds,
            PeakMemoryBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }
}
