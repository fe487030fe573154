using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace TopologyMirror.Tests.Architecture;

/// <summary>Walks the instructions of a method body and yields what their operands name.</summary>
internal static class IlReader
{
    private const byte TwoByteEscape = 0xFE;

    private static readonly Dictionary<short, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value, code => code.OperandType);

    /// <summary>The metadata tokens in the body, in order: types, methods, fields and signatures of indirect calls.</summary>
    public static List<EntityHandle> Tokens(BlobReader il)
    {
        List<EntityHandle> tokens = [];
        while (il.RemainingBytes > 0)
        {
            int code = il.ReadByte();
            if (code == TwoByteEscape)
            {
                code = (code << 8) | il.ReadByte();
            }

            switch (Operands[(short)code])
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    il.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    il.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    il.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    int targets = il.ReadInt32();
                    il.Offset += 4 * targets;
                    break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                    tokens.Add(MetadataTokens.EntityHandle(il.ReadInt32()));
                    break;
                default: // Branch targets, 32-bit numbers and strings.
                    il.Offset += 4;
                    break;
            }
        }

        return tokens;
    }
}
