using FinerCut.Fuzzing.Runs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>The JSON files beside a model that are not its tokenizer.</summary>
internal sealed class ConfigurationSubject : FuzzSubject
{
    // Nearly all of them are pruned to the end, which takes longer than everything else.
    private const int OneToPruneOf = 6;

    private readonly string _model;
    private readonly (string Path, byte[] Bytes)[] _files;

    /// <summary>Writes a decoder with the configurations of both exporters.</summary>
    /// <param name="name">What tables call the kind.</param>
    /// <param name="folder">An existing folder.</param>
    public ConfigurationSubject(string name, string folder)
        : base(name)
    {
        _model = TinyDecoder.Write(Path.Combine(folder, "model"), Small).Folder;
        TinyDecoder.Write(_model, Small with { Form = TinyDecoderForm.GenAiLlama });
        string[] names = ["config.json", "generation_config.json", "tokenizer_config.json", "genai_config.json"];
        _files = [.. names.Select(name => Path.Combine(_model, name)).Select(path => (path, File.ReadAllBytes(path)))];
    }

    /// <inheritdoc/>
    public override FuzzInput Make(Random random)
    {
        (string path, byte[] bytes) = Any(_files, random);
        DamagedFile damaged = DamagedBytes.Json(bytes, random);
        string[] inspect = ["inspect", _model, "--json"];
        return new FuzzInput
        {
            Subject = Name,
            Description = $"{Path.GetFileName(path)}: {damaged.Description}",
            Path = path,
            Bytes = damaged.Bytes,
            Commands = random.Next(OneToPruneOf) > 0 ? [inspect] : [inspect, Prune(_model, random)],
            Model = _model,
        };
    }
}
