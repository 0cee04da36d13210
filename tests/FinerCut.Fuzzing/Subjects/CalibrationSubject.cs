using System.Text;
using FinerCut.Fuzzing.Runs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>Files to calibrate on: text, lines of JSON, token ids.</summary>
internal sealed class CalibrationSubject : FuzzSubject
{
    private const string Text = "The river went slow, and the boat is on the river.\r\nA second line, é 世界.\n\n";

    private const string Objects =
        """
        {"text": "The river went slow."}
        {"text": "The boat is slow and slow.", "more": [1, {}]}

        """;

    private static readonly string[] Words =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\n", "\r", "\\ud800", "\\u0000", "null", "-1", "1e400", "99999999999",
        "0.5",
        "\"text\":", "\"messages\":", new string('[', 70), "\ufeff", "\u001b[2J", "  ", "{}", "\"a\"", "\u2028",
    ];

    private readonly string _model;
    private readonly (string Path, string Content)[] _texts;
    private readonly (string Path, byte[] Bytes) _array;

    /// <summary>Writes a decoder, and a file of each kind.</summary>
    /// <param name="name">What tables call the kind.</param>
    /// <param name="folder">An existing folder.</param>
    public CalibrationSubject(string name, string folder)
        : base(name)
    {
        _model =
            TinyDecoder.Write(Path.Combine(folder, "model"), Small with { Form = TinyDecoderForm.GenAiLlama }).Folder;
        _texts =
        [
            (Path.Combine(folder, "text.txt"), Text),
            (Path.Combine(folder, "objects.jsonl"), Objects),
            (Path.Combine(folder, "ids.jsonl"), "[3, 4, 5, 6, 7, 8, 9, 10]\n[10, 9, 8, 7, 6, 5, 4, 3]\n"),
        ];
        _array = (Path.Combine(folder, "ids.npy"), Numpy());
    }

    /// <inheritdoc/>
    public override FuzzInput Make(Random random)
    {
        bool isArray = random.Next(4) == 0;
        (string path, string content) = Any(_texts, random);
        DamagedFile damaged = isArray
            ? DamagedBytes.Blind(_array.Bytes, random)
            : DamagedBytes.Text(content, Words, random);
        string file = isArray ? _array.Path : path;
        string[] show =
        [
            "prune", _model, "--remove", "0.ffn", "--show-calibration", "--calibration", file, "--samples", "1",
            "--sample-tokens", "8", "-q", "--packing", random.Next(2) == 0 ? "documents" : "contiguous",
        ];
        return new FuzzInput
        {
            Subject = Name,
            Description = $"{Path.GetFileName(file)}: {damaged.Description}",
            Path = file,
            Bytes = damaged.Bytes,
            Commands = isArray ? [show] : [["tokens", _model, file, "--ids"], show],
            Model = _model,
        };
    }

    /// <summary>Two samples of eight int64 numbers.</summary>
    private static byte[] Numpy()
    {
        string header = "{'descr': '<i8', 'fortran_order': False, 'shape': (2, 8), }";
        header = header.PadRight(128 - 10 - 1) + "\n";
        return
        [
            0x93, .. "NUMPY"u8, 1, 0,
            .. BitConverter.GetBytes((ushort)header.Length), .. Encoding.ASCII.GetBytes(header),
            .. Enumerable.Range(3, 16).SelectMany(id => BitConverter.GetBytes((long)id)),
        ];
    }
}
