using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>The distinct scalar functions of a file, and the numbers of columns: each becomes a small struct that the kernels' loops are
/// compiled for.</summary>
internal sealed class FunctionTableEmitter(Precision precision)
{
    private static readonly string[] OperandNames = ["a", "b", "c", "d", "e", "f", "g", "h"];

    private readonly Dictionary<(ScalarFunction, EquatableArray<Reach>), string> _names = [];
    private readonly List<(ScalarFunction Function, EquatableArray<Reach> Reaches)> _functions = [];
    private readonly SortedSet<int> _extents = [];

    /// <summary>The name of a function's struct.</summary>
    public string NameOf(ScalarFunction function) => NameOf(function, []);

    /// <summary>The name of a function's struct, whose operands' numbers reach so far.</summary>
    public string NameOf(ScalarFunction function, EquatableArray<Reach> reaches)
    {
        if (reaches.All(static reach => reach == Reach.Element))
        {
            reaches = [];
        }

        if (!_names.TryGetValue((function, reaches), out string? name))
        {
            _functions.Add((function, reaches));
            _names.Add((function, reaches), name = "Map" + Names.Number(_functions.Count));
        }

        return name;
    }

    /// <summary>The name of a number's struct.</summary>
    public string NameOf(int extent)
    {
        _extents.Add(extent);
        return ExtentName(extent);
    }

    public void Write(SourceWriter writer)
    {
        WriteFunctions(writer);
        foreach (int extent in _extents)
        {
            writer.Line();
            writer.Line($"[global::System.Runtime.InteropServices.StructLayout(global::System.Runtime.InteropServices.LayoutKind.Sequential, Size = {Names.Number(extent)})]");
            writer.Line($"file readonly struct {ExtentName(extent)} : Kernels::IExtent {{ public static int Value => {Names.Number(extent)}; }}");
        }
    }

    private static string ExtentName(int extent) => "N" + Names.Number(extent);

    private void WriteFunctions(SourceWriter writer)
    {
        string type = precision == Precision.Double ? "double" : "float";
        foreach (var (function, reaches) in _functions)
        {
            string[] operands = OperandNames.Take(function.Arity).ToArray();
            var code = function.ToLanesCode(operands, precision);
            writer.Line();
            writer.Line($"/// <summary>{Names.Xml(function.ToMathematics(operands))}</summary>");
            writer.Open($"file readonly struct {_names[(function, reaches)]} : Kernels::IMap<{type}>");
            writer.Line($"public static int Arity => {Names.Number(function.Arity)};");
            writer.Line();
            for (int operand = 0; operand < reaches.Length; operand++)
            {
                if (reaches[operand] != Reach.Element)
                {
                    writer.Line($"public static Kernels::Reach {char.ToUpperInvariant(operands[operand][0])} => Kernels::Reach.{reaches[operand]};");
                    writer.Line();
                }
            }

            writer.Line("[Runtime::MethodImpl(Runtime::MethodImplOptions.AggressiveInlining)]");
            writer.Line($"public static V Invoke<V>(ref readonly Kernels::Sources<{type}> x, nuint i)");
            writer.Open($"    where V : unmanaged, Kernels::ILanes<V, {type}>");
            foreach (int operand in Enumerable.Range(0, function.Arity).Where(operand => function.UsedArguments[operand]))
            {
                writer.Line($"var {operands[operand]} = x.{char.ToUpperInvariant(operands[operand][0])}<V>(i);");
            }

            foreach (string statement in code.Statements)
            {
                writer.Line(statement);
            }

            writer.Line($"return {code.Result};");
            writer.Close();
            writer.Close();
        }
    }
}
