namespace BackpropGen.Symbolics.Tests.Derivatives;

/// <remarks>Objective, data (data/ba/test.txt) and expected values (test/dotnet/modules/BATests.cs) of ADBench, github.com/microsoft/ADBench.</remarks>
public sealed class BundleAdjustmentTests
{
    private const double Weight = 0.417022, FeatureX = -525.672849, FeatureY = 161.811929;

    private static readonly double[] Camera =
        [1.797201, 0.590697, -0.635786, 90.859550, 29.361415, 28.777534, 211.628116, -0.284531, -14.762924, 0.058931, 0.069976];

    private static readonly double[] Point = [4.173048, 5.586898, 1.403869];

    private static readonly GeneratedMethods Generated = new("""
        [Differentiable(By = new[] { "camera", "point", "weight" })]
        public static void Reprojection(
            [Shape(11)] ReadOnlySpan<double> camera, [Shape(3)] ReadOnlySpan<double> point, double weight, double featureX, double featureY, [Shape(2)] Span<double> error)
        {
            var (x, y, z) = Rotate(camera[0], camera[1], camera[2], point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
            double imageX = x / z, imageY = y / z;
            double square = imageX * imageX + imageY * imageY;
            double distortion = 1 + camera[9] * square + camera[10] * square * square;
            error[0] = weight * (imageX * distortion * camera[6] + camera[7] - featureX);
            error[1] = weight * (imageY * distortion * camera[6] + camera[8] - featureY);
        }

        [Differentiable]
        public static double WeightError(double weight) => 1 - weight * weight;

        private static (double X, double Y, double Z) Rotate(double axisX, double axisY, double axisZ, double x, double y, double z)
        {
            double square = axisX * axisX + axisY * axisY + axisZ * axisZ;
            if (square == 0)
            {
                return (x + (axisY * z - axisZ * y), y + (axisZ * x - axisX * z), z + (axisX * y - axisY * x));
            }

            double angle = Math.Sqrt(square);
            var (sine, cosine) = Math.SinCos(angle);
            double inverse = 1 / angle;
            double a = axisX * inverse, b = axisY * inverse, c = axisZ * inverse;
            double along = (a * x + b * y + c * z) * (1 - cosine);
            return (x * cosine + (b * z - c * y) * sine + a * along, y * cosine + (c * x - a * z) * sine + b * along, z * cosine + (a * y - b * x) * sine + c * along);
        }
    """);

    private delegate void Reprojection(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, double featureX, double featureY, Span<double> error);

    private delegate void ReprojectionJacobian(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, double featureX, double featureY, Span<double> error, Span<double> jacobian);

    [Fact]
    public void Errors_and_Jacobian_are_those_published()
    {
        double[] expected =
        [
            2.28877202208246757e+02, 6.34574811495545418e+02, -7.82222866259340549e+02, 2.42892615607159668e+00, -1.17828079628011313e+01,
            2.54169312487743460e+00, -1.03657084958518086e+00, 4.17022000000000004e-01, 0, -3.50739521096005205e+02, -9.12107773668008576e+02,
            -2.42892615607159668e+00, 1.17828079628011313e+01, -2.54169312487743460e+00, -6.45167039712987389e-01,
            -1.20542435994996879e+02, -3.85673240766460424e+02, 9.75476291403326456e+01, -1.78372108529576567e+00, 4.15466799433126077e+00,
            2.04025718029898906e+00, 3.49176397433145880e-01, 0, 4.17022000000000004e-01, 1.18149147704414503e+02, 3.07250108960343255e+02,
            1.78372108529576567e+00, -4.15466799433126077e+00, -2.04025718029898906e+00, 6.23335921553064054e-01,
        ];
        double[] error = new double[2], jacobian = new double[30];
        Generated.As<ReprojectionJacobian>("ReprojectionJacobian")(Camera, Point, Weight, FeatureX, FeatureY, error, jacobian);
        AssertNear([-2.69048849235189402e-01, 2.59944792677901881e-01], error);
        AssertNear(expected, jacobian);
    }

    [Fact]
    public void The_weights_error_is_the_one_published()
    {
        Assert.Equal(8.26092651515999976e-01, Generated.As<Func<double, double>>("WeightError")(Weight), 1e-15);
        Assert.Equal(-8.34044000000000008e-01, Generated.As<Func<double, double>>("WeightErrorDerivative")(Weight), 1e-15);
    }

    [Fact]
    public void Without_rotation_the_other_branch_is_differentiated()
    {
        double[] camera = [0, 0, 0, .. Camera[3..]], error = new double[2], same = new double[2], jacobian = new double[30];
        Generated.As<Reprojection>("Reprojection")(camera, Point, Weight, FeatureX, FeatureY, error);
        Generated.As<ReprojectionJacobian>("ReprojectionJacobian")(camera, Point, Weight, FeatureX, FeatureY, same, jacobian);
        AssertNear(error, same);
        Assert.All(jacobian, static element => Assert.True(double.IsFinite(element)));

        // To first order both branches are the same: the Jacobian is the limit of the other's.
        double[] beside = [1e-9, 1e-9, -1e-9, .. Camera[3..]], limit = new double[30];
        Generated.As<ReprojectionJacobian>("ReprojectionJacobian")(beside, Point, Weight, FeatureX, FeatureY, same, limit);
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(limit[i], jacobian[i], 1e-6 * Math.Max(1, Math.Abs(limit[i])));
        }
    }

    [Fact]
    public void The_branch_of_the_rotation_is_one_test_a_region_and_divides_only_in_its_branch()
    {
        string code = Generated.Files.Single(static file => file.Contains("ReprojectionJacobian(", StringComparison.Ordinal));
        string[] lines = [.. code.Split('\n').Select(static line => line.Trim())];

        // The rotated point, then its derivatives behind the projection; a root of 0 is not asked for by itself.
        Assert.Equal(2, lines.Count(static line => line.StartsWith("if (", StringComparison.Ordinal)));
        Assert.Single(lines, static line => line.Contains("SinCos(", StringComparison.Ordinal));
        Assert.Equal(2, lines.Count(static line => line.Contains(" / ", StringComparison.Ordinal)));
    }

    private static void AssertNear(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-10 * Math.Max(1, Math.Abs(expected[i])), FormattableString.Invariant($"{i}: {expected[i]} against {actual[i]}"));
        }
    }
}
