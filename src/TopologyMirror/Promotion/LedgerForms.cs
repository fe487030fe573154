using System.Text.Json.Serialization;
using TopologyMirror.Internal;

namespace TopologyMirror.Promotion;

/// <summary>The form of the kept ledger.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    Converters = [typeof(ServiceNameConverter)])]
[JsonSerializable(typeof(LedgerForm))]
internal sealed partial class LedgerForms : JsonSerializerContext;
