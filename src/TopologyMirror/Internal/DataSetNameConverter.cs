namespace TopologyMirror.Internal;

/// <summary>Writes a <see cref="DataSetName"/> as its plain text.</summary>
internal sealed class DataSetNameConverter() : NameConverter<DataSetName>(static text => new DataSetName(text), static name => name.Value);
