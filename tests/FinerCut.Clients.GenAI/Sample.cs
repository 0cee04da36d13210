using Microsoft.ML.OnnxRuntimeGenAI;

namespace FinerCut.Clients.GenAI;

/// <summary>The lines that <c>docs/clients.md</c> shows; a test keeps the two equal.</summary>
internal static class Sample
{
    public static void Run(string folder, string prompt)
    {
        using Model model = new(folder);
        using Tokenizer tokenizer = new(model);
        using TokenizerStream words = tokenizer.CreateStream();
        using GeneratorParams parameters = new(model);
        parameters.SetSearchOption("max_length", 100);
        using Generator generator = new(model, parameters);
        generator.AppendTokenSequences(tokenizer.Encode(prompt));
        while (!generator.IsDone())
        {
            generator.GenerateNextToken();
            Console.Write(words.Decode(generator.GetSequence(0)[^1]));
        }
    }
}
