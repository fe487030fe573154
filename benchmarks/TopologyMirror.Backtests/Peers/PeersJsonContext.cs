using System.Text.Json.Serialization;

namespace TopologyMirror.Backtests.Peers;

/// <summary>Names in JSON are camel case; nothing is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PeersJson))]
internal sealed partial class PeersJsonContext : JsonSerializerContext;
