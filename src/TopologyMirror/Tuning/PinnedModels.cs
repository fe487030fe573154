using System.Text;
using System.Text.Json;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Tuning;

/// <summary>Writes the configuration that pins a model set: <see cref="ForecastOptions.Models"/> of one cluster.</summary>
internal static class PinnedModels
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    public static string Write(string section, string cluster, ForecastModelSet models)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            string[] path = [section, "Clusters", cluster, "Forecast"];
            json.WriteStartObject();
            foreach (string name in path)
            {
                json.WriteStartObject(name);
            }

            json.WriteStartArray(nameof(ForecastOptions.Models));
            foreach (ForecastModel model in models.Models)
            {
                json.WriteStringValue(model.ToString());
            }

            json.WriteEndArray();
            foreach (string _ in path)
            {
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
