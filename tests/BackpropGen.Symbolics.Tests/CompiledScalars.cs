using System.Globalization;
using System.Text;

namespace BackpropGen.Symbolics.Tests;

/// <summary>The scalar code of functions, compiled and loaded together.</summary>
internal sealed class CompiledScalars
{
    private readonly Type _type;
    private readonly List<ScalarCode> _code;

    public CompiledScalars(IReadOnlyList<VectorFunction> functions, string more = "")
    {
        _code = [.. functions.Select(static function => function.ToScalarCode(Names(function), Precision.Double))];
        var source = new StringBuilder("public static class Scalars\n{\n");
        for (int i = 0; i < functions.Count; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"public static double[] F{i}(double[] x)\n{{\n");
            source.AppendJoin("", Names(functions[i]).Select(static (name, k) => $"double {name} = x[{k}];\n"));
            source.AppendJoin("", _code[i].Statements.Select(static statement => statement + "\n"));
            source.Append(CultureInfo.InvariantCulture, $"return [{string.Join(", ", _code[i].Results)}];\n}}\n");
        }

        _type = CompiledSource.Load(source.Append("}\n").Append(more).ToString()).GetType("Scalars")!;
    }

    /// <summary>A function's code as compiled.</summary>
    public string TextOf(int index) => string.Join("\n", _code[index].Statements.Append("return " + string.Join(", ", _code[index].Results) + ";"));

    /// <summary>What <see cref="RandomDecisions.Probe"/> recorded, if that is there.</summary>
    public List<(double Phase, double X)> Record => (List<(double Phase, double X)>)_type.Assembly.GetType("Probe")!.GetField("Calls")!.GetValue(null)!;

    public double[] Evaluate(int index, params double[] x) => _type.GetMethod("F" + index)!.CreateDelegate<Func<double[], double[]>>()(x);

    private static string[] Names(VectorFunction function) => [.. Enumerable.Range(0, function.Arity).Select(static i => "x" + i)];
}
