using System.Globalization;
using System.Text.Json;

namespace FinerCut.Configurations;

/// <summary>Transformers.js asks <c>config.json</c> how many data files a graph has; names them <c>NAME_data</c>,
/// <c>NAME_data_1</c> and so on.</summary>
internal static class DataFileSettings
{
    private const string Key = "use_external_data_format";

    /// <summary>Corrects the number where the file tells one for this graph.</summary>
    /// <param name="text">The text of <c>config.json</c>.</param>
    /// <param name="graph">Path of the written graph.</param>
    public static void Edit(EditableJson text, string graph)
    {
        string name = Path.GetFileName(graph);
        int count = Directory.EnumerateFiles(Path.GetDirectoryName(graph)!, $"{name}_data*").Count();
        foreach (JsonSpan setting in text.Root.FindMembers("transformers.js_config")
            .SelectMany(WithDevices)
            .SelectMany(settings => settings.FindMembers(Key)))
        {
            IEnumerable<JsonSpan> values = setting.Kind == JsonValueKind.Object
                ? setting.FindMembers(name).Concat(setting.FindMembers(Path.GetFileNameWithoutExtension(name)))
                : [setting];
            foreach (JsonSpan value in values.Where(value => value.Kind != JsonValueKind.Object
                && CountOf(text, value) != count))
            {
                text.Replace(value, count == 0 ? "false" : count.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static IEnumerable<JsonSpan> WithDevices(JsonSpan settings) =>
        settings.FindMembers("device_config")
            .SelectMany(devices => devices.Members)
            .Select(device => device.Value)
            .Prepend(settings);

    private static long CountOf(EditableJson text, JsonSpan value) =>
        text.Number(value) ?? (value.Kind == JsonValueKind.True ? 1 : 0);
}
