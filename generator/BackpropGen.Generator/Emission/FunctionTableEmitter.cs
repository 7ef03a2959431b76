using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Emission;

/// <summary>The distinct scalar functions of a file: each becomes a small struct that the kernels' loops are compiled for.</summary>
internal sealed class FunctionTableEmitter(Precision precision)
{
    private static readonly string[] OperandNames = ["a", "b", "c", "d", "e", "f", "g", "h"];

    private readonly Dictionary<ScalarFunction, string> _names = [];
    private readonly List<ScalarFunction> _functions = [];

    /// <summary>The name of a function's struct.</summary>
    public string NameOf(ScalarFunction function)
    {
        if (!_names.TryGetValue(function, out string? name))
        {
            _functions.Add(function);
            _names.Add(function, name = "Map" + Names.Number(_functions.Count));
        }

        return name;
    }

    public void Write(SourceWriter writer)
    {
        string type = precision == Precision.Double ? "double" : "float";
        foreach (var function in _functions)
        {
            string[] operands = OperandNames.Take(function.Arity).ToArray();
            var (statements, results) = function.ToVectorCode(operands, precision, CodeForm.Lanes);
            writer.Line();
            writer.Line($"/// <summary>{Names.Xml(function.ToMathematics(operands))}</summary>");
            writer.Open($"file readonly struct {_names[function]} : Kernels::IMap<{type}>");
            writer.Line($"public static int Arity => {Names.Number(function.Arity)};");
            writer.Line();
            writer.Line("[Runtime::MethodImpl(Runtime::MethodImplOptions.AggressiveInlining)]");
            writer.Line($"public static V Invoke<V>(ref readonly Kernels::Sources<{type}> x, nuint i)");
            writer.Open($"    where V : unmanaged, Kernels::ILanes<V, {type}>");
            foreach (int operand in Enumerable.Range(0, function.Arity).Where(operand => function.UsedArguments[operand]))
            {
                writer.Line($"var {operands[operand]} = x.{char.ToUpperInvariant(operands[operand][0])}<V>(i);");
            }

            foreach (string statement in statements)
            {
                writer.Line(statement);
            }

            writer.Line($"return {results[0]};");
            writer.Close();
            writer.Close();
        }
    }
}
